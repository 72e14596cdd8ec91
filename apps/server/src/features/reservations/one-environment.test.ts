import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Refused, rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import type { BookResultDto, QuoteDto } from './dto.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function asked(designId: string, hours: number, environmentId?: string) {
  const start = (await server.now()) + hours * HOUR;
  const [from, to] = [new Date(start), new Date(start + HOUR)];
  const again = environmentId === undefined ? {} : { environmentId };
  return { designId, revision: 1, start: from.toISOString(), end: to.toISOString(), ...again };
}

async function book(slot: Awaited<ReturnType<typeof asked>>): Promise<BookResultDto> {
  const { totalMinor } = await ada.query<QuoteDto>('reservations.quote', slot);
  return ada.mutate('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: totalMinor,
  });
}

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
  const { id } = await ada.mutate<{ id: string }>('designs.create', {
    key: randomUUID(),
    name: 'D',
    abstraction: 'easy-word-processing',
  });
  const first = await book(await asked(id, 24));
  if (first.outcome !== 'booked') throw new Error('expected room');
  const slot = await asked(id, 48, first.reservation.environmentId);
  const both = await server.app.db.platform.tx(null, async (tx) => {
    await tx.db.execute(sql`select lock_capacity(array(select id from host), array[]::text[])`);
    const calls = [book(slot), book(slot)].map((call) => call.catch((error: unknown) => error));
    await untilTwoWait();
    return { calls };
  });
  const outcomes = await Promise.all(both.calls);
  const loser = outcomes.find((outcome) => outcome instanceof Refused) as Refused;
  expect(outcomes.filter((outcome) => outcome !== loser)).toMatchObject([{ outcome: 'booked' }]);
  expect(loser.reply).toMatchObject({
    status: 409,
    body: { error: { data: { patchbay: { code: 'CONFLICT', issues: ['overlap'] } } } },
  });
  const left = await rows(server.app, sql`select 1 from slot where environment_id = ${slot.environmentId}`);
  expect(left).toHaveLength(2);
});
