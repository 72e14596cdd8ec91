import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host, minutes, vector } from '../../../test/builders.ts';
import type { Interval } from '../../time/index.ts';
import { freeOn } from '../free.ts';
import { rehouse, type HostView, type MachineDemand, type Rehoused } from '../index.ts';
import { negative, Room } from './room.ts';

const SLOT = minutes(0, 60);
const GIB = 1024;
const machine = (cpus: number, more: Partial<MachineDemand> = {}): MachineDemand => ({
  component: 'c-m',
  idx: 0,
  arch: 'x86-64',
  maxClockMhz: null,
  vector: vector(cpus, cpus * GIB),
  ...more,
});
const lost = (slotId: string, machines: readonly MachineDemand[], during: Interval = SLOT) => ({
  slotId,
  during,
  machines: machines.map((one, idx) => ({ ...one, idx })),
  standing: [],
});
const claimsOf = (found: ReadonlyMap<string, Rehoused>, slotId: string) => {
  const one = found.get(slotId);
  return one?.fits ? one.hosts : undefined;
};
const whereOf = (found: ReadonlyMap<string, Rehoused>) =>
  Object.fromEntries(
    [...found].flatMap(([id, one]) => (one.fits ? [[id, one.hosts.map(({ hostId }) => hostId)]] : [])),
  );
const taken = (cpus: number, during = SLOT) => ({ claims: [{ during, vector: vector(cpus, cpus * GIB) }] });

describe('machines that lost their hosts', () => {
  it.each([
    ['go where they leave the least', [host('a', { cpus: 8 }), host('b', { cpus: 4 })], [2], ['b']],
    ['go to the first by name of equal hosts', [host('b', {}), host('a', {})], [2], ['a']],
    [
      'go nowhere that takes nothing new',
      [host('a', { cpus: 4, takesWork: false }), host('b', {})],
      [2],
      ['b'],
    ],
    ['go to hosts of their architecture', [host('a', { arch: 'arm64', cpus: 2 }), host('b', {})], [2], ['b']],
    ['are not placed where one of a slot fits nowhere', [host('a', { cpus: 4 })], [4, 1], undefined],
  ] as const)('%s', (_, hosts, sizes, expected) => {
    expect(
      whereOf(
        rehouse(
          [
            lost(
              's',
              sizes.map((cpus) => machine(cpus)),
            ),
          ],
          hosts,
        ),
      )['s'],
    ).toEqual(expected);
  });

  it('go to no host with a faster clock than they ask for', () => {
    const hosts = [host('a', { clockMhz: 3000 }), host('b', { clockMhz: 700 })];
    expect(whereOf(rehouse([lost('s', [machine(1, { maxClockMhz: 800 })])], hosts))).toEqual({ s: ['b'] });
  });

  it('fit before what begins on a host later', () => {
    const hosts = [host('a', { cpus: 4, ...taken(4, minutes(60, 120)) })];
    expect(whereOf(rehouse([lost('s', [machine(4)])], hosts))).toEqual({ s: ['a'] });
    expect(whereOf(rehouse([lost('s', [machine(4)], minutes(0, 61))], hosts))).toEqual({});
  });

  it('leave the room of a slot that is not placed to the others', () => {
    const slots = [lost('large', [machine(3), machine(3)]), lost('small', [machine(2), machine(2)])];
    expect(whereOf(rehouse(slots, [host('a', { cpus: 4 })]))).toEqual({ small: ['a', 'a'] });
  });
});

describe('what is left over', () => {
  const pair = (during = SLOT) => lost('pair', [machine(3), machine(2)], during);

  it('is searched for by every way, in what is left by then', () => {
    const tight = [lost('s', [machine(4), machine(3), machine(3), machine(2)])];
    expect(whereOf(rehouse(tight, [host('a', { cpus: 7 }), host('b', { cpus: 5 })]))).toEqual({
      s: ['a', 'a', 'b', 'b'],
    });
  });

  it('PLC-2: is told of how many of its machines there would be room for', () => {
    const found = rehouse([pair(), lost('one', [machine(8)])], [host('a', { cpus: 4 })]);
    expect([...found]).toEqual([
      ['one', { fits: false, needed: 1, available: 0 }],
      ['pair', { fits: false, needed: 2, available: 1 }],
    ]);
  });

  it('has what stands moved only where it fits no other way, and then all of it is named', () => {
    const stands = { machine: { ...machine(2), component: 'c-stands' }, hostId: 'a' };
    const homeless = { ...lost('s', [machine(4)]), standing: [stands] };
    const onA = host('a', { cpus: 4, ...taken(2) });
    expect(whereOf(rehouse([homeless], [onA, host('b', { cpus: 4 })]))).toEqual({ s: ['b'] });
    const moved = rehouse([homeless], [onA, host('b', { cpus: 2 })]);
    expect(claimsOf(moved, 's')?.map(({ component, hostId }) => [component, hostId])).toEqual([
      ['c-m', 'a'],
      ['c-stands', 'b'],
    ]);
    const closed = { ...onA, takesWork: false };
    expect(whereOf(rehouse([homeless], [closed, host('b', { cpus: 2 })]))).toEqual({});
  });

  it('keeps the room of what stands where it was in vain to move it', () => {
    const stands = { machine: { ...machine(2), component: 'c-stands' }, hostId: 'a' };
    const homeless = { ...lost('s', [machine(5)]), standing: [stands] };
    const found = rehouse(
      [homeless, lost('t', [machine(3), machine(3)])],
      [host('a', { cpus: 4, ...taken(2) })],
    );
    expect(whereOf(found)).toEqual({});
  });
});

const period = fc
  .tuple(fc.integer({ min: -2, max: 6 }), fc.integer({ min: 1, max: 4 }))
  .map(([start, length]) => minutes(start * 10, (start + length) * 10));
const amount = fc.record({ during: period, cpus: fc.integer({ min: 1, max: 3 }) });
const world = fc.record({
  hosts: fc.array(
    fc.record({ cpus: fc.integer({ min: 1, max: 6 }), claims: fc.array(amount, { maxLength: 4 }) }),
    { minLength: 1, maxLength: 4 },
  ),
  slots: fc.array(
    fc.record({
      end: fc.integer({ min: 1, max: 6 }),
      start: fc.integer({ min: 0, max: 2 }),
      sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});
type Drawn = typeof world extends fc.Arbitrary<infer T> ? T : never;
const asHost = (
  { cpus, claims }: { cpus: number; claims: { during: Interval; cpus: number }[] },
  n: number,
) =>
  host(`h${n}`, {
    cpus,
    memoryMiB: cpus * GIB,
    claims: claims.map(({ during, cpus }) => ({ during, vector: vector(cpus, cpus * GIB) })),
  });

describe('rehouse, beside a count of every minute', () => {
  const read = ({ hosts, slots }: Drawn) => ({
    hosts: hosts.map(asHost),
    slots: slots.map(({ start, end, sizes }, n) =>
      lost(
        `s${n}`,
        sizes.map((cpus) => machine(cpus)),
        minutes(start * 10, (start + end) * 10),
      ),
    ),
  });
  const used = (
    one: HostView,
    slots: ReturnType<typeof read>['slots'],
    found: ReturnType<typeof rehouse>,
    at: number,
  ) => {
    const at0 = minutes(at, at + 1).start;
    const holds = ({ start, end }: Interval) => start <= at0 && at0 < end;
    const before = one.claims.filter(({ during }) => holds(during)).map(({ vector }) => vector.cpuMilli);
    const now = slots
      .filter(({ during }) => holds(during))
      .flatMap(({ slotId }) => claimsOf(found, slotId) ?? [])
      .filter(({ hostId }) => hostId === one.id)
      .map(({ vector }) => vector.cpuMilli);
    return { before: sum(before), after: sum([...before, ...now]) };
  };

  it('CAP-1, CAP-2: takes no more of a host than is left, and all of a slot or nothing', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { hosts, slots } = read(drawn);
        const found = rehouse(slots, hosts);
        for (const { slotId, machines } of slots)
          expect([undefined, machines.length]).toContain(claimsOf(found, slotId)?.length);
        for (const one of hosts)
          for (let at = 0; at < 90; at += 10) {
            const { before, after } = used(one, slots, found, at);
            expect(after).toBeLessThanOrEqual(Math.max(before, one.capacity.cpuMilli));
          }
      }),
      { seed: 62, numRuns: 500 },
    );
  });

  it('leaves no slot of one machine over that still fits somewhere, and minds no order of hosts (PLC-1)', () => {
    fc.assert(
      fc.property(world, (drawn) => {
        const { hosts, slots } = read(drawn);
        const found = rehouse(slots, hosts);
        expect(rehouse(slots, hosts.toReversed())).toEqual(found);
        const over = slots.filter(
          ({ slotId, machines }) => machines.length === 1 && !claimsOf(found, slotId),
        );
        for (const { during, machines } of over)
          for (const one of hosts) {
            const mine = slots.flatMap(({ slotId, during }) =>
              (claimsOf(found, slotId) ?? [])
                .filter(({ hostId }) => hostId === one.id)
                .map(({ vector }) => ({ during, vector })),
            );
            const left = freeOn({ ...one, claims: [...one.claims, ...mine] }, during);
            expect(left.cpuMilli).toBeLessThan((machines[0] as MachineDemand).vector.cpuMilli);
          }
      }),
      { seed: 63, numRuns: 500 },
    );
  });

  it('knows what is left on a host as `freeOn` does, after whatever was taken and given back', () => {
    const changes = fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 4 }), changes, period, (claims, changed, asked) => {
        const from = minutes(0, 1).start;
        const room = new Room(asHost({ cpus: 20, claims }, 0), from);
        const kept = claims.map(({ during, cpus }) => ({ during, vector: vector(cpus, cpus * GIB) }));
        for (const [{ during, cpus }, back] of changed) {
          const need = vector(cpus, cpus * GIB);
          room.take(need, during);
          if (back) room.take(negative(need), during);
          else kept.push({ during, vector: need });
        }
        const during = { start: Math.max(asked.start, from), end: asked.end };
        if (during.end <= during.start) return;
        const expected = freeOn({ ...room.host, claims: kept }, during);
        expect(room.during(during)).toEqual(expected);
        expect(room.least.cpuMilli).toBeLessThanOrEqual(expected.cpuMilli);
      }),
      { seed: 64, numRuns: 1000 },
    );
  });
});

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
