import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_STREAMS } from '../../src/features/environments/watch.ts';
import { book, drawWordProcessing } from '../book.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';

let server: TestApp;
let owner: Browser;
let environmentId: string;
beforeAll(async () => {
  server = await testApp();
  owner = await server.customer('Owner');
  const start = (await server.now()) + 3_600_000;
  const designId = await drawWordProcessing(owner, 'Watched');
  ({ environmentId } = await book(owner, { designId, start, end: start + 3_600_000 }));
});
afterAll(() => server.end());

const path = () =>
  `/api/trpc/environments.watch?input=${encodeURIComponent(JSON.stringify({ id: environmentId }))}`;

it('a person has six streams, and another one once one of them is closed', async () => {
  const next = () => owner.stream('environments.watch', { id: environmentId });
  const streams = Array.from({ length: MAX_STREAMS }, next);
  await Promise.all(streams.map((stream) => stream.next()));
  const { body } = await owner.request('GET', path());
  expect(JSON.stringify(body)).toContain('TOO_MANY');
  expect(JSON.stringify(body)).not.toContain('Watched');
  await streams.pop()?.return();
  // A stream is closed by whoever reads it before the server has seen it.
  await expect
    .poll(async () => {
      const again = next();
      const seen = await again.next();
      await again.return();
      return seen.done;
    })
    .toBe(false);
  await Promise.all(streams.map((stream) => stream.return()));
});

it('ISO-1: a stream ends when the session that opened it is withdrawn', async () => {
  const stream = owner.request('GET', path());
  await owner.mutate('session.signOut');
  const { body } = await stream;
  expect(String(body)).toContain('UNAUTHENTICATED');
});
