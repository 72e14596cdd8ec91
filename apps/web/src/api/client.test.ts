import { QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { queryClient, trpc } from './client.ts';

const data = { patchbay: { code: 'UNAUTHENTICATED', id: 'e-1', issues: [] } };
const signedOut = { error: { message: '', code: -32_001, data } };

test('whoever turns out to be signed out asks once who they are', async () => {
  const asked: string[][] = [];
  vi.stubGlobal('fetch', (url: string) => {
    const names = (/trpc\/([\w.,]+)/.exec(url)?.[1] ?? '').split(',');
    asked.push(names);
    return Promise.resolve(
      Response.json(
        names.map(() => signedOut),
        { status: 401 },
      ),
    );
  });
  const me = new QueryObserver(queryClient, trpc.session.me.queryOptions()).subscribe(() => {});
  const list = new QueryObserver(queryClient, trpc.environments.list.queryOptions()).subscribe(() => {});
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0));
  me();
  list();
  expect(asked).toEqual([['session.me', 'environments.list'], ['session.me']]);
});
