import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { act, useEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppRouter } from '@patchbay/server/app-router';
import { onceConfirmed, useAsked } from './confirming.ts';

let asked: ReturnType<typeof useAsked>;
function Asked() {
  const now = useAsked();
  useEffect(() => {
    asked = now;
  });
  return null;
}

let root: Root;
beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  root = createRoot(document.createElement('div'));
  act(() => root.render(<Asked />));
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

/** A server that refuses so many calls with a code, and what it was sent. */
function server(refusals: number, code = 'CONFIRM') {
  const sent: unknown[] = [];
  const link: TRPCLink<AppRouter> = () => (call) =>
    observable((observer) => {
      sent.push(call.op.input);
      if (sent.length <= refusals) {
        const data = { patchbay: { code, id: 'req_1', issues: [] } };
        observer.error(TRPCClientError.from({ error: { code: -32000, message: 'x', data } }));
        return;
      }
      observer.next({ result: { data: { ok: true } } });
      observer.complete();
    });
  return { client: createTRPCClient<AppRouter>({ links: [onceConfirmed, link] }), sent };
}
const member = { email: 'bob@test.example', role: 'viewer' } as const;

/** Calls as often as said, up to where each is answered or waits; the answers are errors where it was refused. */
async function call({ client }: ReturnType<typeof server>, times = 1): Promise<Promise<unknown>[]> {
  let calls: Promise<unknown>[] = [];
  await act(async () => {
    calls = Array.from({ length: times }, () =>
      client.members.add.mutate(member).catch((error: unknown) => error),
    );
  });
  return calls;
}
const answer = (given: boolean) => act(async () => asked?.end(given));

test('what takes the password once more is sent again as it was, once that was given', async () => {
  const one = server(1);
  const [added] = await call(one);
  expect(asked).not.toBeNull();
  await answer(true);
  expect(await added).toEqual({ ok: true });
  expect(one.sent).toEqual([member, member]);
  expect(asked).toBeNull();
});

test('whoever cancels is told why nothing was done', async () => {
  const one = server(1);
  const [added] = await call(one);
  await answer(false);
  expect(await added).toBeInstanceOf(TRPCClientError);
  expect(one.sent).toHaveLength(1);
});

test('calls that wait together ask once', async () => {
  const one = server(2);
  const both = await call(one, 2);
  expect(one.sent).toHaveLength(2);
  await answer(true);
  expect(await Promise.all(both)).toEqual([{ ok: true }, { ok: true }]);
  expect(one.sent).toHaveLength(4);
  expect(asked).toBeNull();
});

test('a second refusal is no reason to ask again, and another code none to ask at all', async () => {
  const [added] = await call(server(2));
  await answer(true);
  expect(await added).toBeInstanceOf(TRPCClientError);
  const [refused] = await call(server(1, 'FORBIDDEN'));
  expect(await refused).toBeInstanceOf(TRPCClientError);
  expect(asked).toBeNull();
});

test('a wrong password is for whoever gave it: it does not ask for another', async () => {
  const given = server(1).client.session.confirm.mutate({ password: 'wrong' });
  await expect(given).rejects.toBeInstanceOf(TRPCClientError);
  expect(asked).toBeNull();
});
