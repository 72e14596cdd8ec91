import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import * as outbox from '../../src/features/environments/outbox.ts';
import { rows, testApp, type Browser } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';

const HOUR = 3_600_000;
const LOUD = 20;

it('an account with twenty starts due keeps another waiting for the end of one step, however late that one comes', async () => {
  const server = await testApp();
  onTestFinished(server.end);
  // Nobody but this test takes work.
  await server.reconciler.stop();
  const start = (Math.floor((await server.now()) / HOUR) + 1) * HOUR;
  const loud = await server.customer('Loud');
  const quiet = await server.customer('Quiet');
  const bookFor = async (browser: Browser, from: number) =>
    book(browser, { designId: await drawWordProcessing(browser, 'W'), start: from, end: from + HOUR });
  for (let n = 0; n < LOUD; n += 1) await bookFor(loud, start);
  await bookFor(quiet, start + 60_000);
  await rows(
    server.app,
    sql`update outbox set due = clock() + (due - ${new Date(start).toISOString()}::timestamptz) - interval '1 hour'`,
  );

  const taken: string[] = [];
  const take = async () => {
    const lease = await server.app.db.platform.tx(null, outbox.take);
    if (lease) taken.push(lease.accountId);
    return lease;
  };
  const [first, second] = [await take(), await take()];
  expect(first?.accountId).not.toBe(second?.accountId);
  // Nobody else waits, so every other pair of hands is Loud's.
  await take();
  await take();
  expect(taken.map((account) => account === first?.accountId)).toEqual([true, false, true, true]);
});
