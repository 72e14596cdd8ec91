import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, host, minutes, snapshot, START, vector } from '../../test/builders.ts';
import { plan } from '../placement/index.ts';
import { MINUTE, type Interval } from '../time/index.ts';
import { nextSlot } from './index.ts';

const pcs = (count: number) => design().part('m', 'x86-pc', { count }).model;
const room = (claims: readonly (readonly [from: number, to: number, cpus: number])[]) =>
  snapshot([
    host('h', {
      arch: 'x86',
      clockMhz: 700,
      cpus: 4,
      claims: claims.map(([from, to, cpus]) => ({ during: minutes(from, to), vector: vector(cpus) })),
    }),
  ]);
const DAY = START + 24 * 60 * MINUTE;

describe('nextSlot', () => {
  it.each([
    ['when the one claim ends', 4, [[0, 60, 1]], [60, 90]],
    [
      'between two claims, if it is long enough',
      4,
      [
        [0, 60, 1],
        [90, 120, 1],
      ],
      [60, 90],
    ],
    [
      'not in a gap that is too short',
      4,
      [
        [0, 60, 1],
        [89, 120, 1],
      ],
      [120, 150],
    ],
    [
      'as soon as enough is free, not all',
      2,
      [
        [0, 40, 2],
        [0, 60, 2],
      ],
      [40, 70],
    ],
    ['never when it never fits', 5, [[0, 60, 1]], null],
    ['never when nothing is taken: then the asked slot itself was the answer', 4, [], null],
    ['not beyond the horizon', 4, [[0, 24 * 60 - 29, 1]], null],
    ['at the very end of the horizon', 4, [[0, 24 * 60 - 30, 1]], [24 * 60 - 30, 24 * 60]],
  ] as const)('%s', (_, count, claims, expected) => {
    const found = nextSlot(pcs(count), room(claims), minutes(0, 30), DAY);
    expect(found).toEqual(expected && minutes(expected[0], expected[1]));
  });

  it('starts on a full minute', () => {
    const world = snapshot([
      host('h', {
        arch: 'x86',
        clockMhz: 700,
        cpus: 1,
        claims: [{ during: { start: START, end: START + 90_500 }, vector: vector(1) }],
      }),
    ]);
    expect(nextSlot(pcs(1), world, minutes(0, 30), DAY)).toEqual(minutes(2, 32));
  });

  it('PLC-2: what it offers was solved, keeps the length, and no earlier minute would have done', () => {
    const claim = fc
      .tuple(
        fc.integer({ min: -20, max: 80 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([from, length, cpus]) => [from, from + length, cpus] as const);
    let offered = 0;
    fc.assert(
      fc.property(
        fc.array(claim, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 5, max: 30 }),
        (claims, count, length) => {
          const world = room(claims);
          const model = pcs(count);
          const asked = minutes(0, length);
          const fitsAt = (slot: Interval) => plan(model, world, slot).fits;
          if (fitsAt(asked)) return;
          const horizon = minutes(0, 200).end;
          const found = nextSlot(model, world, asked, horizon);
          const earliest = Array.from({ length: 200 - length }, (_, n) =>
            minutes(n + 1, n + 1 + length),
          ).find(fitsAt);
          expect(found).toEqual(earliest ?? null);
          if (found) offered += 1;
        },
      ),
      { seed: 61, numRuns: 200 },
    );
    expect(offered).toBeGreaterThan(50);
  });
});
