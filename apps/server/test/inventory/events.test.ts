import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { CapacityEventDto } from '../../src/features/data-center/dto.ts';
import { lockLook } from '../../src/features/data-center/events/repository.ts';
import { look } from '../../src/features/data-center/events/service.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing, oneSeat } from '../book.ts';

/** A12: that there is no more of something is an event, and that there is again is its end. */

let server: TestApp;
let operator: Browser;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function looked(): Promise<CapacityEventDto[]> {
  await look(server.app.db.platform);
  return operator.query<CapacityEventDto[]>('dataCenter.events');
}
const drain = (draining: boolean) =>
  rows(server.app, sql`update host set draining = ${draining} where arch = 'sparc64'`);

it('nothing is told while there is room', async () => {
  expect(await looked()).toEqual([]);
});

it('the last host of a processor that takes no work is told once, and its return ends it', async () => {
  await drain(true);
  const sparc = { siteName: 'Berlin-2', shortOf: 'arch', what: 'sparc64' };
  const [event] = await looked();
  expect(event).toMatchObject({ ...sparc, roomAt: null });
  await Promise.all([looked(), looked()]);
  expect(await looked()).toEqual([event]);
  await drain(false);
  expect(await looked()).toMatchObject([{ id: event?.id, roomAt: expect.any(String) }]);
  await drain(true);
  expect(await looked()).toMatchObject([{ roomAt: null }, { id: event?.id }]);
  await drain(false);
  await looked();
});

it('a host has room as long as the smallest machine of the catalog fits', async () => {
  const left = (mib: number) =>
    rows(
      server.app,
      sql`update host_capacity set memory_mib = ${mib} where host_id in (select id from host where arch = 'arm64')`,
    );
  const arm = async () => (await looked()).filter(({ what, roomAt }) => what === 'arm64' && roomAt === null);
  await left(16);
  expect(await arm()).toEqual([]);
  await left(15);
  expect(await arm()).not.toEqual([]);
  await left(65_536);
  expect(await arm()).toEqual([]);
});

it('of two looks the later one sees what there is after the first', async () => {
  let done = () => {};
  const held = new Promise<void>((resolve) => (done = resolve));
  const first = server.app.db.platform.tx(null, async (tx) => {
    await lockLook(tx);
    await held;
  });
  const second = look(server.app.db.platform);
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 20_000 });
  await drain(true);
  done();
  await Promise.all([first, second]);
  const events = await operator.query<CapacityEventDto[]>('dataCenter.events');
  expect(events).toContainEqual(expect.objectContaining({ what: 'sparc64', roomAt: null }));
  await drain(false);
  await looked();
});

/** How many wait for a lock that is no row's. */
async function waiting(): Promise<number> {
  const [row] = await rows(
    server.app,
    sql`select count(*)::int as n from pg_locks
         where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
  );
  return Number(row?.['n']);
}

it('a pool is full while its last unit is reserved', async () => {
  await oneSeat(server);
  const designId = await drawWordProcessing(ada, 'Letters');
  const at = Math.ceil((await server.now()) / HOUR) * HOUR;
  await book(ada, { designId, start: at, end: at + HOUR });
  const seats = async () => (await looked()).filter(({ shortOf }) => shortOf === 'pool');
  expect(await seats()).toEqual([]);
  await server.skip(at + MINUTE);
  // Tartu-1 has none by itself, which is no event.
  expect(await seats()).toMatchObject([{ siteName: 'Berlin-2', what: 'seat/windows-98', roomAt: null }]);
  await server.skip(at + HOUR + 5 * MINUTE);
  expect(await seats()).toMatchObject([{ what: 'seat/windows-98', roomAt: expect.any(String) }]);
});
