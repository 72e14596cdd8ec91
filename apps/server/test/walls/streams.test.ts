import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('ISO-1: a stream ends when the session that opened it is withdrawn', async () => {
  const stream = owner.request('GET', path());
  await owner.mutate('session.signOut');
  const { body } = await stream;
  expect(String(body)).toContain('UNAUTHENTICATED');
});
