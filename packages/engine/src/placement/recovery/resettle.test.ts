import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host, minutes, pool, vector } from '../../../test/builders.ts';
import type { Interval } from '../../time/index.ts';
import { resettle, type HostView, type MachineDemand, type Mover, type PoolView } from '../index.ts';

const GIB = 1024;
const machine = (cpus: number, idx: number): MachineDemand => ({
  component: 'c-m',
  idx,
  arch: 'x86-64',
  maxClockMhz: null,
  vector: vector(cpus, cpus * GIB),
});
const unit = (quantity: number, resourceClass = 'vlan') => ({
  component: 'c-n',
  idx: 0,
  resourceClass,
  quantity,
});
interface Wish {
  readonly during?: Interval;
  readonly cpus: readonly number[];
  readonly vlans?: number;
}
const mover = (environmentId: string, ...slots: readonly Wish[]): Mover => ({
  environmentId,
  slots: slots.map(({ during = minutes(0, 60), cpus, vlans = 0 }, n) => ({
    slotId: `${environmentId}-${n}`,
    during,
    machines: cpus.map(machine),
    units: vlans === 0 ? [] : [unit(vlans)],
  })),
});
const small = (id: string, cpus = 4) => host(id, { cpus, memoryMiB: cpus * GIB });
const settledOf = (movers: readonly Mover[], hosts: readonly HostView[], pools: readonly PoolView[] = []) =>
  Object.fromEntries(
    [...resettle(movers, { hosts, pools })].map(([id, slots]) => [
      id,
      slots.map(({ slotId, hosts: claims }) => [slotId, ...claims.map(({ hostId }) => hostId)].join(' ')),
    ]),
  );

describe('environments that leave their site', () => {
  it('get room for all of their slots, each in its own time', () => {
    const later = minutes(60, 120);
    expect(settledOf([mover('e', { cpus: [4] }, { cpus: [4], during: later })], [small('a')])).toEqual({
      e: ['e-0 a', 'e-1 a'],
    });
  });

  it('CAP-2: get nothing where one of their slots fits nowhere, and leave that room to others', () => {
    const overlapping = mover('e', { cpus: [3] }, { cpus: [3], during: minutes(30, 90) });
    const other = mover('f', { cpus: [2], during: minutes(0, 90) });
    expect(settledOf([overlapping, other], [small('a')])).toEqual({ f: ['f-0 a'] });
  });

  it('get no host without the units that they ask for, nor units without a host', () => {
    const two = [mover('e', { cpus: [1], vlans: 2 }), mover('f', { cpus: [1], vlans: 2 })];
    expect(settledOf(two, [small('a')], [pool('vlan', 3)])).toEqual({ e: ['e-0 a'] });
    const large = [mover('e', { cpus: [5], vlans: 2 }), mover('f', { cpus: [1], vlans: 2 })];
    expect(settledOf(large, [small('a')], [pool('vlan', 3)])).toEqual({ f: ['f-0 a'] });
    expect(settledOf([mover('e', { cpus: [1], vlans: 1 })], [small('a')])).toEqual({});
  });

  it('are searched for where their machines fit by another way only', () => {
    const tight = mover('e', { cpus: [4, 3, 3, 2] });
    expect(settledOf([tight], [small('a', 7), small('b', 5)])).toEqual({ e: ['e-0 a a b b'] });
  });

  it('go to no host that takes nothing new', () => {
    const closed = { ...small('a'), takesWork: false };
    expect(settledOf([mover('e', { cpus: [1] })], [closed])).toEqual({});
  });
});

const period = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 4 }))
  .map(([start, length]) => minutes(start * 10, (start + length) * 10));
const amount = fc.record({ during: period, n: fc.integer({ min: 1, max: 3 }) });
const world = fc.record({
  hosts: fc.array(
    fc.record({ cpus: fc.integer({ min: 1, max: 6 }), taken: fc.array(amount, { maxLength: 3 }) }),
    { minLength: 1, maxLength: 4 },
  ),
  vlans: fc.integer({ min: 0, max: 6 }),
  taken: fc.array(amount, { maxLength: 3 }),
  movers: fc.array(
    fc.array(
      fc.record({
        during: period,
        cpus: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
        vlans: fc.integer({ min: 0, max: 3 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    { minLength: 1, maxLength: 5 },
  ),
});

describe('resettle, beside a count of every ten minutes', () => {
  const read = ({ hosts, vlans, taken, movers }: typeof world extends fc.Arbitrary<infer T> ? T : never) => ({
    hosts: hosts.map(({ cpus, taken: claims }, n) =>
      host(`h${n}`, {
        cpus,
        memoryMiB: cpus * GIB,
        claims: claims.map(({ during, n: size }) => ({ during, vector: vector(size, size * GIB) })),
      }),
    ),
    pools: [pool('vlan', vlans, { claims: taken.map(({ during, n }) => ({ during, amount: n })) })],
    movers: movers.map((slots, n) => mover(`e${n}`, ...slots)),
  });
  const INSTANTS = Array.from({ length: 11 }, (_, n) => minutes(n * 10, n * 10 + 1).start);
  const holds = ({ start, end }: Interval, at: number) => start <= at && at < end;
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  /** What is taken of a host or of the pool by those that were settled, in an instant. */
  const takenOf = (
    movers: readonly Mover[],
    found: ReturnType<typeof resettle>,
    at: number,
    hostId: string | null,
  ) =>
    sum(
      movers.flatMap(({ environmentId, slots }) =>
        (found.get(environmentId) ?? []).flatMap(({ slotId, hosts, pools }) => {
          const slot = slots.find((one) => one.slotId === slotId);
          if (!slot || !holds(slot.during, at)) return [];
          return hostId === null
            ? pools.map(({ quantity }) => quantity)
            : hosts.filter((one) => one.hostId === hostId).map((one) => one.vector.cpuMilli);
        }),
      ),
    );

  it('CAP-1, CAP-2: takes no more than there is, and all of an environment or nothing', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { hosts, pools, movers } = read(drawn);
        const found = resettle(movers, { hosts, pools });
        for (const { environmentId, slots } of movers) {
          const settled = found.get(environmentId);
          if (!settled) continue;
          expect(settled.map(({ slotId }) => slotId)).toEqual(slots.map(({ slotId }) => slotId));
          for (const [n, one] of settled.entries()) {
            expect(one.hosts).toHaveLength(slots[n]?.machines.length ?? 0);
            expect(one.pools).toHaveLength(slots[n]?.units.length ?? 0);
          }
        }
        for (const at of INSTANTS) {
          for (const { id, capacity, claims } of hosts) {
            const before = sum(
              claims.filter(({ during }) => holds(during, at)).map((c) => c.vector.cpuMilli),
            );
            const after = before + takenOf(movers, found, at, id);
            expect(after).toBeLessThanOrEqual(Math.max(before, capacity.cpuMilli));
          }
          for (const { capacity, claims } of pools) {
            const before = sum(claims.filter(({ during }) => holds(during, at)).map((c) => c.amount));
            expect(before + takenOf(movers, found, at, null)).toBeLessThanOrEqual(Math.max(before, capacity));
          }
        }
      }),
      { seed: 71, numRuns: 500 },
    );
  });

  it('PLC-2: refuses none of one slot and one machine that still fits; PLC-1: in whatever order hosts come', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { hosts, pools, movers } = read(drawn);
        const found = resettle(movers, { hosts, pools });
        expect(resettle(movers, { hosts: hosts.toReversed(), pools: pools.toReversed() })).toEqual(found);
        for (const { environmentId, slots } of movers) {
          const [slot, second] = slots;
          if (!slot || second || slot.machines.length > 1 || found.has(environmentId)) continue;
          const inTime = INSTANTS.filter((at) => holds(slot.during, at));
          const fits = hosts.some(({ id, capacity, claims }) =>
            inTime.every((at) => {
              const before = sum(
                claims.filter(({ during }) => holds(during, at)).map((c) => c.vector.cpuMilli),
              );
              const need = slot.machines[0]?.vector.cpuMilli ?? 0;
              return before + takenOf(movers, found, at, id) + need <= capacity.cpuMilli;
            }),
          );
          const [only] = pools;
          const isShort = inTime.some((at) => {
            const before = sum(
              (only?.claims ?? []).filter(({ during }) => holds(during, at)).map((c) => c.amount),
            );
            const need = sum(slot.units.map(({ quantity }) => quantity));
            return need > 0 && before + takenOf(movers, found, at, null) + need > (only?.capacity ?? 0);
          });
          expect(fits && !isShort).toBe(false);
        }
      }),
      { seed: 72, numRuns: 500 },
    );
  });
});
