import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { devices, type PlaywrightTestConfig } from '@playwright/test';
import { root } from '../../apps/server/install.mjs';
import { findBrowser, noBrowser } from './browser.mjs';
import { freePort } from './ports.ts';

/** A suite in a browser: the real app on a free port with a fresh data directory, and what else its server is told. */
export async function suite(env: Record<string, string> = {}): Promise<PlaywrightTestConfig> {
  const browser = findBrowser();
  if (!browser) throw new Error(noBrowser);
  const { port, dataDir } = await place();
  const base = `http://127.0.0.1:${port}`;
  return {
    outputDir: path.join(root, 'e2e/test-results'),
    // One world with one clock, and journeys move it.
    workers: 1,
    retries: 0,
    forbidOnly: true,
    // Generous: journeys count actions and look at what is there, never at how long it took.
    timeout: 300_000,
    expect: { timeout: 30_000 },
    reporter: 'list',
    use: {
      ...devices['Desktop Chrome'],
      baseURL: base,
      viewport: { width: 1440, height: 900 },
      trace: 'retain-on-failure',
      launchOptions: browser,
    },
    webServer: {
      command: 'node apps/server/start.mjs',
      cwd: root,
      url: `${base}/healthz`,
      timeout: 120_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
      env: { HOST: '127.0.0.1', PORT: port, DATA_DIR: dataDir, DATABASE_URL: '', PATCHBAY_TEST: '1', ...env },
    },
  };
}

/** Where the app of this run lives: drawn once, and handed down to the workers, which load this file again. */
async function place(): Promise<{ port: string; dataDir: string }> {
  const { PATCHBAY_E2E_PORT: port, PATCHBAY_E2E_DATA_DIR: dataDir } = process.env;
  if (port && dataDir) return { port, dataDir };
  const drawn = {
    port: String(await freePort()),
    dataDir: mkdtempSync(path.join(tmpdir(), 'patchbay-e2e-')),
  };
  process.env['PATCHBAY_E2E_PORT'] = drawn.port;
  process.env['PATCHBAY_E2E_DATA_DIR'] = drawn.dataDir;
  process.on('exit', () => rmSync(drawn.dataDir, { recursive: true, force: true }));
  return drawn;
}
