import { MantineProvider } from '@mantine/core';
import { TRPCClientError } from '@trpc/client';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, MemoryRouter, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import type { ServerCode } from '../api/errors.ts';
import { designsText } from '../messages/designs.ts';
import { paths } from '../paths.ts';
import { BrokenPage, LoadProblem } from './route-problem.tsx';

/** The heading, and where its links lead. */
function shown(code: ServerCode): (string | null | undefined)[] {
  const shape = { message: '', code: -32_000, data: { patchbay: { code, id: 'req_1', issues: [] } } };
  const html = renderToStaticMarkup(
    <MantineProvider>
      <MemoryRouter>
        <LoadProblem
          error={TRPCClientError.from({ error: shape })}
          onRetry={() => {}}
          missing={designsText.missing}
        />
      </MemoryRouter>
    </MantineProvider>,
  );
  const page = new DOMParser().parseFromString(html, 'text/html');
  return [
    page.querySelector('h1')?.textContent,
    ...[...page.querySelectorAll('a')].map((link) => link.getAttribute('href')),
  ];
}

test.each(['NOT_FOUND', 'BAD_INPUT'] as const)(
  '%s says that nothing is there, and leads to the list',
  (code) => {
    expect(shown(code)).toEqual([designsText.missing.title, paths.designs()]);
  },
);

test.each([
  ['/usage?period=2026-11', ['/usage', paths.designs()]],
  ['/usage', [paths.designs()]],
])('a page that breaks at %s is left by %j', (address, ways) => {
  vi.spyOn(console, 'error').mockReturnValue();
  const Broken = () => {
    throw new Error('broken');
  };
  const router = createMemoryRouter(
    [{ path: paths.usage(), element: <Broken />, errorElement: <BrokenPage /> }],
    { initialEntries: [address] },
  );
  const place = document.createElement('div');
  const root = createRoot(place, { onCaughtError: () => {} });
  flushSync(() =>
    root.render(
      <MantineProvider>
        <RouterProvider router={router} />
      </MantineProvider>,
    ),
  );
  expect([...place.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(ways);
  root.unmount();
});
