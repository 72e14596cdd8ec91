import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '../../api/client.ts';
import { answered, failed } from '../../api/connection.ts';
import type { Source } from '../../api/source.ts';
import { errorLabels, errorText } from '../../messages/errors.ts';
import { statesText } from '../../messages/frame/states.ts';
import { SlotPlace, SlotsProvider } from '../slots.tsx';
import { Loaded } from './loaded.tsx';

const failure = TRPCClientError.from({
  error: { message: '', code: -32_603, data: { patchbay: { code: 'INTERNAL', id: 'req_7', issues: [] } } },
});

// Who is signed in, which the world's time is known by, never comes here.
beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => {})));
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** A page of this source in a frame. */
function shown(part: Partial<Source<string>>) {
  const source = { data: undefined, error: null, refetch: vi.fn(), dataUpdatedAt: 0, ...part };
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      <MantineProvider>
        <QueryClientProvider client={queryClient}>
          <MemoryRouter>
            <SlotsProvider>
              <SlotPlace name="notice" />
              <SlotPlace name="status" />
              <Loaded source={source} shape="table">
                {(text) => <p>{text}</p>}
              </Loaded>
            </SlotsProvider>
          </MemoryRouter>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
  return { place, source, leave: () => root.unmount() };
}

const retry = (place: HTMLElement) =>
  [...place.querySelectorAll('button')].find(({ textContent }) => textContent === errorLabels.retry);

test('what did not come says why, and is asked for again', () => {
  answered();
  const { place, source, leave } = shown({ error: failure });
  expect(place.querySelector('h1')?.textContent).toBe(errorText.INTERNAL.title);
  expect(place.textContent).toContain('req_7');
  retry(place)?.click();
  expect(source.refetch).toHaveBeenCalledOnce();
  leave();
});

test('what came before stays when a later try fails, with how old it is', async () => {
  answered();
  const { place, source, leave } = shown({ data: 'the last good view', error: failure });
  await vi.waitFor(() => expect(place.textContent).toContain(statesText.notUpdatedTitle));
  expect(place.textContent).toContain('the last good view');
  expect(place.textContent).toContain('Old data, as of');
  retry(place)?.click();
  expect(source.refetch).toHaveBeenCalledOnce();
  leave();
});

test('without a connection what is there is old, and no band of its own says so', () => {
  failed();
  const offline = TRPCClientError.from(new TypeError('fetch failed'));
  const { place, leave } = shown({ data: 'the last good view', error: offline });
  expect(place.textContent).toContain('Old data, as of');
  expect(place.textContent).not.toContain(statesText.notUpdatedTitle);
  answered();
  leave();
});
