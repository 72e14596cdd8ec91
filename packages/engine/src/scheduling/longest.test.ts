import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host, minutes, pool, snapshot, vector } from '../../test/builders.ts';
import { MINUTE } from '../time/index.ts';
import { canStay, longestEnd, shortOf, type Placed } from './index.ts';

const END = minutes(0, 0).start;
const at = (minute: number) => minutes(minute, minute).start;
type Claims = readonly (readonly [from: number, to: number, n: number])[];
const world = (hosts: Claims, seats: Claims = []) =>
  snapshot(
    [
      host('h', {
        cpus: 4,
        claims: hosts.map(([from, to, n]) => ({ during: minutes(from, to), vector: vector(n, 1, 1) })),
      }),
    ],
    [pool('seat/x', 4, { claims: seats.map(([from, to, n]) => ({ during: minutes(from, to), amount: n })) })],
  );
const placed: Placed = {
  hosts: [{ component: 'c-m', idx: 0, hostId: 'h', vector: vector(2, 1, 1) }],
  pools: [{ component: 'c-m', idx: 0, poolId: 's1/seat/x', quantity: 2 }],
};
const longest = (hosts: Claims, seats: Claims = []) => {
  const seen = world(hosts, seats);
  return longestEnd(seen, END, at(100), (end) => canStay(placed, seen, { start: END, end }));
};

describe('how long something can stay where it is', () => {
  it.each<[string, Claims, Claims, number]>([
    ['as long as is allowed, where nobody comes', [], [], 100],
    ['up to whoever needs the host', [[30, 60, 3]], [], 30],
    ['beyond somebody who needs less', [[30, 60, 2]], [], 100],
    [
      'up to the second of two who need it together',
      [
        [30, 60, 1],
        [50, 70, 2],
      ],
      [],
      50,
    ],
    ['up to whoever has the seats', [[80, 90, 4]], [[20, 30, 3]], 20],
    ['not at all where somebody follows at once', [[0, 10, 3]], [], 0],
  ])('%s', (_, hosts, seats, minute) => {
    expect(longest(hosts, seats)).toBe(at(minute));
  });

  it.each<[string, Claims, Claims, ReturnType<typeof shortOf>]>([
    ['nothing', [], [], null],
    ['a host', [[0, 1, 3]], [[0, 1, 3]], { of: 'host' }],
    ['seats', [[0, 1, 2]], [[0, 1, 3]], { of: 'pool', resourceClass: 'seat/x' }],
  ])('what is short is named: %s', (_, hosts, seats, expected) => {
    expect(shortOf(placed, world(hosts, seats), minutes(0, 1))).toEqual(expected);
  });

  it('PLC-2: it is the last minute that fits, counted minute by minute', () => {
    const claim = fc
      .tuple(
        fc.integer({ min: 0, max: 110 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([from, length, n]) => [from, from + length, n] as const);
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 6 }), fc.array(claim, { maxLength: 3 }), (hosts, seats) => {
        const free = (claims: Claims, minute: number) =>
          4 -
          claims.filter(([from, to]) => from <= minute && minute < to).reduce((sum, [, , n]) => sum + n, 0);
        let last = 0;
        while (last < 100 && free(hosts, last) >= 2 && free(seats, last) >= 2) last += 1;
        expect((longest(hosts, seats) - END) / MINUTE).toBe(last);
      }),
      { seed: 91, numRuns: 300 },
    );
  });
});
