import { HOUR } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PoolChangedDto, StockPoolDto } from '../../src/features/data-center/editing/dto.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { refused } from '../hosts/paper.ts';

/** What is counted grows and shrinks, never below what is reserved at any instant ahead (CAP-1). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
let designId: string;
let at: number;

beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
  designId = await drawWordProcessing(ada, 'Letters');
  at = Math.ceil((await server.now()) / HOUR) * HOUR;
});
afterAll(() => server.end());

const SEAT = 'pool_berlin_seatwindows98';
const ADDRESSES = 'pool_tartu_publicaddress';
const poolOf = async (id: string) =>
  (await operator.query<StockPoolDto[]>('inventory.pools')).find((pool) => pool.id === id);
const change = (poolId: string, capacity: number, firstAddress?: string) =>
  operator.mutate<PoolChangedDto>('inventory.changePool', {
    poolId,
    capacity,
    ...(firstAddress && { firstAddress }),
  });
const inUse = async (poolId: string) =>
  (
    await rows(
      server.app,
      sql`select identity from unit where pool_id = ${poolId} and retired_at is null order by id`,
    )
  ).map(({ identity }) => String(identity));
const slot = (from: number, to: number) =>
  book(ada, { designId, start: at + from * HOUR, end: at + to * HOUR });

it('a pool shows what is reserved now and the most ahead, and until when', async () => {
  await slot(2, 4);
  await slot(3, 6);
  await slot(8, 9);
  expect(await poolOf(SEAT)).toMatchObject({
    capacity: 450,
    reserved: 0,
    used: 0,
    mostReserved: 2,
    mostUntil: new Date(at + 4 * HOUR).toISOString(),
    named: true,
  });
});

it('CAP-1: it is not lowered below that, and one is told until when; as low as that it is', async () => {
  expect(await change(SEAT, 1)).toEqual({
    outcome: 'claimed',
    needed: 2,
    until: new Date(at + 4 * HOUR).toISOString(),
  });
  expect(await change(SEAT, 0)).toMatchObject({ until: new Date(at + 9 * HOUR).toISOString() });
  expect(await change(SEAT, 2)).toEqual({ outcome: 'done' });
  expect(await inUse(SEAT)).toHaveLength(2);
  const quote = await ada.query<{ fits: boolean; siteName: string | null }>('reservations.quote', {
    designId,
    revision: 1,
    start: new Date(at + 3 * HOUR).toISOString(),
    end: new Date(at + 4 * HOUR).toISOString(),
  });
  expect(quote).toMatchObject({ fits: true, siteName: 'Tartu-1' });
});

it('units that went come back first, then new ones with the next names', async () => {
  expect(await change(SEAT, 452)).toEqual({ outcome: 'done' });
  const names = await inUse(SEAT);
  expect(names).toHaveLength(452);
  expect(names).toEqual(expect.arrayContaining(['B-windows-98-1', 'B-windows-98-452']));
});

it('a unit that a slot has is not taken out', async () => {
  await server.skip(at + 2.5 * HOUR);
  const bound = await rows(
    server.app,
    sql`select u.identity from unit_binding b join unit u on u.id = b.unit_id where b.pool_id = ${SEAT}`,
  );
  expect(bound).toHaveLength(1);
  expect(await change(SEAT, 2)).toEqual({ outcome: 'done' });
  expect(await inUse(SEAT)).toContain(String(bound[0]?.['identity']));
  await server.skip(at + 3.5 * HOUR);
  const all = await rows(
    server.app,
    sql`select distinct u.identity from unit_binding b join unit u on u.id = b.unit_id where b.pool_id = ${SEAT}`,
  );
  expect(all).toHaveLength(2);
});

it('addresses come in from one that is said, each once', async () => {
  expect((await refused(change(ADDRESSES, 16))).issues).toEqual(['address']);
  expect((await refused(change(ADDRESSES, 16, '198.51.100.2'))).issues).toEqual(['address-taken']);
  expect((await refused(change(ADDRESSES, 16, '198.51.100.254'))).issues).toEqual(['address']);
  expect(await change(ADDRESSES, 16, '198.51.100.200')).toEqual({ outcome: 'done' });
  expect(await inUse(ADDRESSES)).toEqual(expect.arrayContaining(['198.51.100.200', '198.51.100.201']));
  expect((await refused(change('pool_none', 1))).code).toBe('NOT_FOUND');
});

it.each([
  ['pool_tartu_vlan', 4094],
  [SEAT, 100_000],
  [ADDRESSES, 100_000],
])('%s has no more units than numbers: %d', async (pool, most) => {
  const before = await inUse(pool);
  expect((await refused(change(pool, most + 1, '192.0.2.1'))).issues).toEqual(['most']);
  expect((await refused(change(pool, 1_000_000_000, '192.0.2.1'))).issues).toEqual(['most']);
  expect(await inUse(pool)).toEqual(before);
});

it('a VLAN beyond the last number of the standard is none', async () => {
  expect(await change('pool_tartu_vlan', 3995)).toEqual({ outcome: 'done' });
  expect(await inUse('pool_tartu_vlan')).toContain('vlan 4094');
  expect((await refused(change('pool_tartu_vlan', 3996))).issues).toEqual(['most']);
  expect(await inUse('pool_tartu_vlan')).toHaveLength(3995);
});

it('CAP-1: of a pool that is lowered and slots that are booked at once, never both', async () => {
  const changed: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const from = 20 + 2 * n;
    const [, , ...changes] = await Promise.allSettled([
      slot(from, from + 1),
      slot(from, from + 1),
      change(SEAT, 1),
      change(SEAT, 3),
    ]);
    changed.push(...changes.map((one) => (one.status === 'fulfilled' ? one.value.outcome : 'failed')));
    const over = await rows(
      server.app,
      sql`select * from pool_overdraw(array[${SEAT}], tstzrange(clock(), 'infinity'), clock(), '[]')`,
    );
    expect(over).toEqual([]);
  }
  const claimed = await rows(
    server.app,
    sql`select slot_id from pool_claim where pool_id = ${SEAT} and lower(during) >= ${new Date(at + 20 * HOUR).toISOString()}::timestamptz`,
  );
  expect(claimed).not.toEqual([]);
  expect(changed).toContain('done');
});
