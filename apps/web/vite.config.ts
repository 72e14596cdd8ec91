import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  server: {
    proxy: {
      '/api': { target: process.env.PATCHBAY_API ?? 'http://localhost:3000', changeOrigin: false, ws: true },
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing is inlined, so that a strict Content-Security-Policy needs neither data: nor inline scripts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    // One file for all that the first pages need: in sixteen it is a twentieth larger, and takes more of the connections.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
});
