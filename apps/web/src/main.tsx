import './theme/first.css';
import '@fontsource-variable/inter/wght.css';
import './theme/tokens.css';
import './theme/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { queryClient } from './api/client.ts';
import { keepTextPlain } from './frame/plain-text.ts';
import { Toasts } from './frame/toasts.tsx';
import { router } from './routes.tsx';
import { ThemeRoot } from './theme/theme-root.tsx';

keepTextPlain();
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <ThemeRoot>
        <QueryClientProvider client={queryClient}>
          <Toasts />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeRoot>
    </StrictMode>,
  );
