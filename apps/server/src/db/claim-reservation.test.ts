import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  furnish,
  insertHostClaims,
  insertPoolClaims,
  range,
  type Claim,
} from '../../test/claim-world.ts';
import { freshDatabase, type FreshDatabase } from '../../test/database.ts';
import { openDatabases, type Databases } from './databases.ts';
import { sqlState, type Tx } from './pool.ts';

const hostClaims = (cpuMilli = 0) =>
  cpuMilli === 0
    ? []
    : [{ component: 'c-m', idx: 0, hostId: 'host_a', cpuMilli, memoryMiB: 1, diskMiB: 1, gpu: 0 }];
const poolClaims = (pools: Record<string, number> = {}) =>
  Object.entries(pools).map(([poolId, quantity]) => ({ component: 'c-d', idx: 0, poolId, quantity }));
let key = 0;
const ask = (
  accountId: string,
  ...wishes: readonly { from: number; to: number; cpu?: number; pools?: Record<string, number> }[]
) => {
  key += 1;
  const own = `${accountId}_${key}`;
  return {
    accountId,
    key: `key-${key}`,
    bodyHash: `body-${key}`,
    reply: { reservation: key },
    personId: 'p',
    environmentId: `env_${own}`,
    channelId: `ch_${accountId}`,
    designId: `des_${accountId}`,
    revision: 1,
    name: 'E',
    siteId: 'site_a',
    priceBookVersionId: 'book_1',
    zone: 'UTC',
    reservations: [
      {
        id: `res_${own}`,
        recurrence: null,
        totalMicros: 0,
        slots: wishes.map((wish, n) => ({
          id: `slot_${own}_${n}`,
          start: at(wish.from),
          end: at(wish.to),
          totalMicros: 0,
          hostClaims: hostClaims(wish.cpu),
          poolClaims: poolClaims(wish.pools),
        })),
      },
    ],
  };
};
type Input = ReturnType<typeof ask>;
type Slot = Input['reservations'][number]['slots'][number];
const withSlots = (input: Input, change: (slot: Slot) => Slot): Input => ({
  ...input,
  reservations: input.reservations.map((one) => ({ ...one, slots: one.slots.map(change) })),
});

describe('claims on a real database', () => {
  let database: FreshDatabase;
  let db: Databases;
  beforeAll(async () => {
    database = await freshDatabase();
    db = openDatabases(database.url);
    await furnish(db);
  });
  afterAll(async () => {
    await db.end();
    await database.drop();
  });

  const confirmed = (from: number, to: number, cpu: number): Claim => ({
    from,
    to,
    state: 'confirmed',
    holdUntil: null,
    cpu,
    memory: 1,
  });
  const platform = <T>(work: (db: Tx['db']) => Promise<T>) => db.platform.tx(null, (tx) => work(tx.db));
  const refusal = (work: (db: Tx['db']) => Promise<unknown>) => platform(work).then(() => 'taken', sqlState);

  it('CAP-1: the trigger refuses what no script may do either, and lets periods meet', async () => {
    await platform((tx) => insertHostClaims(tx, 'host_a', [confirmed(10, 20, 4000)]));
    // Half-open: the one that ends when this starts, and the one that starts when this ends, take nothing from it.
    await platform((tx) => insertHostClaims(tx, 'host_a', [confirmed(0, 10, 4000), confirmed(20, 30, 4000)]));
    expect(await refusal((tx) => insertHostClaims(tx, 'host_a', [confirmed(19, 21, 1)]))).toBe('PB001');
    expect(
      await refusal((tx) =>
        tx.execute(
          sql`update host_claim set cpu_milli = cpu_milli + 1 where host_id = 'host_a' and state = 'confirmed'`,
        ),
      ),
    ).toBe('PB001');
    await platform((tx) => insertPoolClaims(tx, 'pool_a', [confirmed(10, 20, 10), confirmed(20, 30, 7)]));
    expect(await refusal((tx) => insertPoolClaims(tx, 'pool_a', [confirmed(25, 40, 4)]))).toBe('PB001');
    expect(await refusal((tx) => insertPoolClaims(tx, 'pool_a', [confirmed(25, 40, 3)]))).toBe('taken');
    const rows = await platform((tx) =>
      tx.execute(sql`select sum(quantity)::int as taken from pool_claim where pool_id = 'pool_a'`),
    );
    expect([...rows]).toEqual([{ taken: 20 }]);
  });

  it('what is released, or held no longer, is free again; a live hold is not', async () => {
    await platform((tx) => insertHostClaims(tx, 'host_a', [confirmed(40, 50, 4000)]));
    expect(await refusal((tx) => insertHostClaims(tx, 'host_a', [confirmed(40, 50, 4000)]))).toBe('PB001');
    await platform((tx) =>
      tx.execute(sql`update host_claim set state = 'released' where during = ${range(40, 50)}`),
    );
    const hold = (until: number): Claim => ({ ...confirmed(40, 50, 4000), state: 'held', holdUntil: until });
    // START lies far ahead, so this hold lives; the other one ran out long ago.
    await platform((tx) => insertHostClaims(tx, 'host_a', [hold(0)]));
    expect(await refusal((tx) => insertHostClaims(tx, 'host_a', [confirmed(45, 46, 1)]))).toBe('PB001');
    await platform((tx) =>
      tx.execute(sql`update host_claim set hold_until = '2000-01-01' where state = 'held'`),
    );
    expect(await refusal((tx) => insertHostClaims(tx, 'host_a', [confirmed(45, 46, 4000)]))).toBe('taken');
  });

  const claimAs = (accountId: string, input: Input) =>
    db.app.tx({ accountId }, async (tx) => {
      const rows = await tx.db.execute<{
        result: { outcome: string; reply?: unknown; over?: { slotId: string; id: string }[] };
      }>(sql`select claim_reservation(${JSON.stringify(input)}::text::jsonb) as result`);
      return rows[0]?.result;
    });
  /** Everything that a claim writes, counted. */
  const written = () =>
    platform(async (tx) => {
      const rows =
        await tx.execute(sql`select (select count(*) from environment)::int as environments, (select count(*) from reservation)::int as reservations,
        (select count(*) from slot)::int as slots, (select count(*) from plan)::int as plans, (select count(*) from host_claim)::int as hosts,
        (select count(*) from pool_claim)::int as pools, (select count(*) from outbox)::int as jobs, (select count(*) from idempotency)::int as keys, (select count(*) from event)::int as events`);
      return rows[0];
    });

  it('CAP-2: of two pools one is full, so nothing at all is taken, and the key may be used again', async () => {
    const first = await claimAs('acc_b', ask('acc_b', { from: 60, to: 70, pools: { pool_b: 8 } }));
    expect(first?.outcome).toBe('confirmed');
    const before = await written();
    const input = ask('acc_a', { from: 65, to: 75, cpu: 1000, pools: { pool_a: 3, pool_b: 3 } });
    expect(await claimAs('acc_a', input)).toEqual({
      outcome: 'full',
      over: [{ slotId: `slot_acc_a_${key}_0`, id: 'pool_b' }],
    });
    expect(await written()).toEqual(before);
    const smaller = withSlots(input, (slot) => ({
      ...slot,
      poolClaims: poolClaims({ pool_b: 2 }),
    }));
    expect((await claimAs('acc_a', smaller))?.outcome).toBe('confirmed');
    expect(await written()).toEqual({
      environments: Number(before?.['environments']) + 1,
      reservations: Number(before?.['reservations']) + 1,
      slots: Number(before?.['slots']) + 1,
      plans: Number(before?.['plans']) + 1,
      hosts: Number(before?.['hosts']) + 1,
      pools: Number(before?.['pools']) + 1,
      jobs: Number(before?.['jobs']) + 2,
      keys: Number(before?.['keys']) + 1,
      events: Number(before?.['events']) + 1,
    });
  });

  it('CAP-2: of three slots one is full, so none is taken; without it the other two are, each with its own claims', async () => {
    const first = await claimAs('acc_b', ask('acc_b', { from: 210, to: 220, cpu: 3000 }));
    expect(first?.outcome).toBe('confirmed');
    const before = await written();
    const [a, b, c] = [
      { from: 200, to: 210, cpu: 4000 },
      { from: 210, to: 220, cpu: 2000, pools: { pool_a: 1 } },
      { from: 220, to: 230, pools: { pool_a: 2 } },
    ] as const;
    expect(await claimAs('acc_a', ask('acc_a', a, b, c))).toEqual({
      outcome: 'full',
      over: [{ slotId: `slot_acc_a_${key}_1`, id: 'host_a' }],
    });
    expect(await written()).toEqual(before);
    expect((await claimAs('acc_a', ask('acc_a', a, c)))?.outcome).toBe('confirmed');
    const rows = await platform((tx) =>
      tx.execute(sql`select s.no, (select sum(cpu_milli)::int from host_claim where slot_id = s.id) as cpu,
        (select sum(quantity)::int from pool_claim where slot_id = s.id) as units from slot s where s.reservation_id = ${`res_acc_a_${key}`} order by no`),
    );
    expect([...rows]).toEqual([
      { no: 1, cpu: 4000, units: null },
      { no: 2, cpu: null, units: 2 },
    ]);
  });

  it('the same key again is the first answer again; with another body it is refused', async () => {
    const input = ask('acc_a', { from: 80, to: 90, pools: { pool_a: 1 } });
    expect((await claimAs('acc_a', input))?.outcome).toBe('confirmed');
    const before = await written();
    expect(await claimAs('acc_a', input)).toEqual({ outcome: 'replay', reply: input.reply });
    expect(await claimAs('acc_a', { ...input, bodyHash: 'another' })).toEqual({ outcome: 'key-reused' });
    expect(await written()).toEqual(before);
  });

  it('ISO-1: a claim for another account is refused, and so is one of nobody', async () => {
    const before = await written();
    const input = ask('acc_b', { from: 80, to: 90, pools: { pool_a: 1 } });
    const asAnother = await claimAs('acc_a', input).then(() => 'taken', sqlState);
    const asNobody = await db.app
      .tx(null, (tx) => tx.db.execute(sql`select claim_reservation(${JSON.stringify(input)}::text::jsonb)`))
      .then(() => 'taken', sqlState);
    expect([asAnother, asNobody]).toEqual(['42501', '42501']);
    expect(await written()).toEqual(before);
  });

  it('a claim again for an environment that is not there has an SQLSTATE of its own', async () => {
    const before = await written();
    const again = { ...ask('acc_a', { from: 80, to: 90, pools: { pool_a: 1 } }), again: true };
    expect(await claimAs('acc_a', again).then(() => 'taken', sqlState)).toBe('PB002');
    expect(await written()).toEqual(before);
  });

  it('ISO-1: a claim on the design of another account is refused', async () => {
    const input = { ...ask('acc_a', { from: 80, to: 90, pools: { pool_a: 1 } }), designId: 'des_acc_b' };
    expect(await claimAs('acc_a', input).then(() => 'taken', sqlState)).toBe('23503');
  });

  it('a slot that began more than two minutes ago is past, and leaves nothing', async () => {
    const before = await written();
    const input = ask('acc_a', { from: 80, to: 90, pools: { pool_a: 1 } });
    const late = withSlots(input, (slot) => ({ ...slot, start: '2020-01-01T00:00:00Z' }));
    expect(await claimAs('acc_a', late)).toEqual({ outcome: 'past' });
    expect(await written()).toEqual(before);
  });

  it('the app role cannot write claims by itself', async () => {
    const work = db.app.tx({ accountId: 'acc_a' }, (tx) =>
      insertPoolClaims(tx.db, 'pool_a', [confirmed(95, 96, 1)]),
    );
    expect(await work.then(() => 'taken', sqlState)).toBe('42501');
  });
});
