import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { takeAccountFromAddress } from './api/account.ts';
import { AppFrame } from './frame/app-frame.tsx';
import { BrokenPage, NoSuchPage } from './frame/route-problem.tsx';
import { SignInPage } from './pages/session/sign-in-page.tsx';
import { HomePage } from './pages/designs/home-page.tsx';
import { paths, patterns } from './paths.ts';
import { late } from './ui/late/late.ts';

/** Outside of the frame the page has to bring its own landmark. */
const broken = (
  <main>
    <BrokenPage />
  </main>
);

/**
 * A page beyond the first, loaded when it is opened, and with it what the frame may have to show once the server cannot be
 * reached: short messages, the menu of the account, and the palette.
 */
const page = (load: () => Promise<ComponentType>) => async () => {
  for (const part of FRAME) late<unknown>(part).catch(() => {});
  return { Component: await late(load) };
};

const FRAME = [
  () => import('./frame/toast-container.tsx'),
  () => import('./frame/account-dropdown.tsx'),
  () => import('./commands/late-overlays.ts'),
];

takeAccountFromAddress();

/** Everything with an address; what is below `/data-center` stands beside those pages. */
export const router = createBrowserRouter([
  { path: paths.signIn(), element: <SignInPage />, errorElement: broken },
  {
    path: paths.signUp(),
    lazy: page(async () => (await import('./pages/session/sign-up-page.tsx')).SignUpPage),
    errorElement: broken,
    hydrateFallbackElement: <></>,
  },
  {
    path: paths.reset(),
    lazy: page(async () => (await import('./pages/session/reset-page.tsx')).ResetPage),
    errorElement: broken,
    hydrateFallbackElement: <></>,
  },
  {
    path: paths.setUp(),
    lazy: page(async () => (await import('./pages/session/set-up-page.tsx')).SetUpPage),
    errorElement: broken,
    hydrateFallbackElement: <></>,
  },
  {
    element: <AppFrame />,
    errorElement: broken,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <BrokenPage />,
        children: [
          { path: paths.home(), element: <Navigate to={paths.designs()} replace /> },
          { path: paths.designs(), element: <HomePage /> },
          {
            path: paths.abstractions(),
            lazy: page(
              async () =>
                (await import('./pages/designs/abstractions/abstractions-page.tsx')).AbstractionsPage,
            ),
          },
          {
            path: patterns.design,
            lazy: page(async () => (await import('./pages/designs/designer-page.tsx')).DesignerPage),
          },
          {
            path: patterns.book,
            lazy: page(async () => (await import('./pages/book/book-page.tsx')).BookPage),
          },
          {
            path: paths.market(),
            lazy: page(async () => (await import('./pages/market/market-page.tsx')).MarketPage),
          },
          {
            path: patterns.template,
            lazy: page(async () => (await import('./pages/market/item/item-page.tsx')).MarketItemPage),
          },
          {
            path: paths.schedule(),
            lazy: page(async () => (await import('./pages/schedule/schedule-page.tsx')).SchedulePage),
          },
          {
            path: paths.environments(),
            lazy: page(
              async () => (await import('./pages/environments/environments-page.tsx')).EnvironmentsPage,
            ),
          },
          {
            path: patterns.environment,
            lazy: page(
              async () => (await import('./pages/environments/environment-page.tsx')).EnvironmentPage,
            ),
          },
          {
            path: paths.usage(),
            lazy: page(async () => (await import('./pages/usage/usage-page.tsx')).UsagePage),
          },
          {
            path: patterns.invoice,
            lazy: page(async () => (await import('./pages/usage/invoice/invoice-page.tsx')).InvoicePage),
          },
          {
            path: patterns.dataCenter,
            lazy: page(
              async () => (await import('./pages/data-center/data-center-routes.tsx')).DataCenterRoutes,
            ),
          },
          {
            path: paths.members(),
            lazy: page(async () => (await import('./pages/account/members-page.tsx')).MembersPage),
          },
          {
            path: paths.accountLog(),
            lazy: page(async () => (await import('./pages/account/log/log-page.tsx')).AccountLogPage),
          },
          { path: '*', element: <NoSuchPage /> },
        ],
      },
    ],
  },
]);
