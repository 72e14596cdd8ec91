import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refused, rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, drawWordProcessing } from '../../../test/book.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

/** Both have planned and stand before the same hosts: the first at the head of a row's queue, the second behind it. */
async function untilTwoWait(): Promise<void> {
  const waiting = () =>
    rows(
      server.app,
      // pg_locks is of the whole cluster, where other tests wait as well.
      sql`select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
        where datname = current_database() and locktype = 'tuple' and relation = 'host'::regclass`,
    );
  await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
}

it('of two who book one environment at the same moment, one is told that the time is taken', async () => {
  const designId = await drawWordProcessing(ada, 'D');
  const start = (await server.now()) + 24 * HOUR;
  const { environmentId } = await book(ada, { designId, start, end: start + HOUR });
  const slot = { designId, environmentId, start: start + 24 * HOUR, end: start + 25 * HOUR };
  const both = await server.app.db.platform.tx(null, async (tx) => {
    await tx.db.execute(sql`select lock_capacity(array(select id from host), array[]::text[])`);
    const calls = [book(ada, slot), book(ada, slot)].map((call) => call.catch((error: unknown) => error));
    await untilTwoWait();
    return { calls };
  });
  const outcomes = await Promise.all(both.calls);
  const loser = outcomes.find((outcome) => outcome instanceof Refused) as Refused;
  expect(outcomes.filter((outcome) => outcome !== loser)).toMatchObject([{ state: 'scheduled' }]);
  expect(loser.reply).toMatchObject({
    status: 409,
    body: { error: { data: { patchbay: { code: 'CONFLICT', issues: ['overlap'] } } } },
  });
  const left = await rows(server.app, sql`select 1 from slot where environment_id = ${environmentId}`);
  expect(left).toHaveLength(2);
});
