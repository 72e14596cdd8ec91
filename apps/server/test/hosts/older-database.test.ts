import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { rows, testApp, type TestApp } from '../app.ts';
import { until } from '../engines/lab.ts';
import { heldBy, paper } from './paper.ts';
import { olderDatabase } from './older-database.ts';

let server: TestApp;

/** Of a network that has no private range: a build before migration 0009 gave such addresses. */
const OUTSIDE =
  "select environment_id, component, idx, 'c-none 0', account_id, '10.0.0.5' from address limit 1";

beforeAll(async () => {
  const database = await olderDatabase(`insert into address ${OUTSIDE}`);
  await migrate(database.url);
  server = await testApp({ docker: paper, database, older: true });
});
afterAll(() => server.end());

const one = async (query: ReturnType<typeof sql>) => (await rows(server.app, query))[0] ?? {};
const slot = () =>
  one(
    sql`select state, extract(epoch from lower(during)) * 1000 as start, extract(epoch from upper(during)) * 1000 as end from slot`,
  );
const codes = async () =>
  (await rows(server.app, sql`select code from event order by at, id`)).map(({ code }) => code);

it('ENV-1: a slot that an older build started goes on to be watched, in the generation that it has', async () => {
  const now = await server.now();
  expect(await slot()).toMatchObject({ state: 'running' });
  await until(
    'watched',
    () => one(sql`select extract(epoch from min(observed_at)) * 1000 as seen from part`),
    ({ seen }) => Number(seen) > now,
  );
  expect(await codes()).toEqual(['booked', 'starting', 'running']);
  expect(
    await one(
      sql`select count(*)::int as machines, min(generation) as generation from part where component = 'c-m'`,
    ),
  ).toEqual({
    machines: 2,
    generation: 1,
  });
  // What it kept before counts as data that may have been written to.
  expect(await one(sql`select count(*)::int as made from volume where made_at is not null`)).toEqual({
    made: 1,
  });
});

it('ENV-3, MTR-1: it ends, its data alone is left, and it is charged for all of its time, once', async () => {
  const { start, end } = await slot();
  await server.skip(Number(end) + MINUTE);
  expect(await slot()).toMatchObject({ state: 'ended' });
  expect(await codes()).toEqual(['booked', 'starting', 'running', 'ending', 'ended']);
  const { host_id: hostId } = await one(sql`select host_id from engine`);
  expect(await heldBy(server, String(hostId))).toEqual(['volume c-d 0']);
  const hours = (Number(end) - Number(start)) / HOUR;
  expect(
    await rows(
      server.app,
      sql`select meter, idx, count(*)::int as lines, sum(quantity)::int as seconds from charge
           where meter like '%.reserved' group by 1, 2 order by 1, 2`,
    ),
  ).toEqual(
    [
      ['machine.reserved', 0],
      ['machine.reserved', 1],
      ['network.reserved', 0],
      ['storage.reserved', 0],
    ].map(([meter, idx]) => ({ meter, idx, lines: hours, seconds: hours * 3600 })),
  );
  const sums = await one(
    sql`select (select sum(quantity) from usage_event) as events, (select sum(quantity) from charge) as charged`,
  );
  expect(sums['charged']).toEqual(sums['events']);
});

it('ENV-1: an address outside of any private range is gone, and those within one are kept', async () => {
  const left = await rows(server.app, sql`select component, idx, address from address order by 3`);
  expect(left).toEqual([
    { component: 'c-m', idx: 0, address: '10.128.0.10' },
    { component: 'c-m', idx: 1, address: '10.128.0.11' },
    { component: 'c-d', idx: 0, address: '10.128.0.12' },
  ]);
});

it('environments that had one name can be told apart, and those that could keep their names', async () => {
  const names = await rows(server.app, sql`select name from environment order by created_at`);
  expect(names.map(({ name }) => name)).toEqual(['Workers', 'Workers 2', 'Workers 3', 'Workers 4']);
});
