import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, hourBuckets, hourStart, intersect, isInterval, overlaps, seconds, without } from './index.ts';

describe('intervals are half-open', () => {
  it.each([
    // a, b, common part
    [[0, 10], [10, 20], null],
    [
      [0, 10],
      [9, 20],
      [9, 10],
    ],
    [
      [0, 10],
      [0, 10],
      [0, 10],
    ],
    [
      [0, 10],
      [3, 4],
      [3, 4],
    ],
    [[0, 10], [20, 30], null],
    [[5, 5], [0, 10], null],
  ] as const)('%j and %j share %j', ([a, b], [c, d], common) => {
    const [one, other] = [
      { start: a, end: b },
      { start: c, end: d },
    ];
    const expected = common && { start: common[0], end: common[1] };
    expect(intersect(one, other)).toEqual(expected);
    expect(intersect(other, one)).toEqual(expected);
  });

  it('two intervals overlap exactly when some instant is in both', () => {
    const bound = fc.integer({ min: 0, max: 20 });
    const interval = fc
      .tuple(bound, bound)
      .filter(([a, b]) => a < b)
      .map(([start, end]) => ({ start, end }));
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const instants = Array.from({ length: 20 }, (_, at) => at);
        const inside = (one: typeof a, at: number) => one.start <= at && at < one.end;
        expect(overlaps(a, b)).toBe(instants.some((at) => inside(a, at) && inside(b, at)));
      }),
      { seed: 21, numRuns: 500 },
    );
  });

  it.each([
    [0, 1, true],
    [1, 1, false],
    [2, 1, false],
    [0.5, 1, false],
    [0, Number.POSITIVE_INFINITY, false],
    [Number.NaN, 1, false],
  ])('[%d, %d) is an interval: %s', (start, end, expected) => {
    expect(isInterval({ start, end })).toBe(expected);
  });

  it.each([
    [0, 999, 0],
    [0, 1000, 1],
    [500, 2499, 1],
    [0, 3_600_000, 3600],
  ])('from %d to %d are %d whole seconds', (start, end, expected) => {
    expect(seconds({ start, end })).toBe(expected);
  });
});

it('without: an instant is left exactly when it is in the interval and in none of the others', () => {
  const bound = fc.integer({ min: 0, max: 20 });
  const interval = fc
    .tuple(bound, bound)
    .filter(([a, b]) => a < b)
    .map(([start, end]) => ({ start, end }));
  fc.assert(
    fc.property(interval, fc.array(interval, { maxLength: 4 }), (whole, others) => {
      const inside = ({ start, end }: typeof whole, at: number) => start <= at && at < end;
      const left = without(whole, others);
      for (let at = 0; at < 20; at += 1) {
        const expected = inside(whole, at) && !others.some((other) => inside(other, at));
        expect(left.filter((piece) => inside(piece, at))).toHaveLength(expected ? 1 : 0);
      }
      expect(left).toEqual(left.toSorted((a, b) => a.start - b.start));
      expect(left.every(isInterval)).toBe(true);
    }),
    { seed: 22, numRuns: 500 },
  );
});

describe('hourBuckets', () => {
  it.each([
    [0, HOUR, [[0, HOUR]]],
    [
      HOUR / 2,
      2 * HOUR,
      [
        [HOUR / 2, HOUR],
        [HOUR, 2 * HOUR],
      ],
    ],
    [1, 2, [[1, 2]]],
    [-HOUR / 2, 1, [[-HOUR / 2, 0], [0, 1]]], // prettier-ignore
    [5, 5, []],
  ])('cuts %d to %d at every full hour', (start, end, pieces) => {
    expect(hourBuckets({ start, end })).toEqual(pieces.map(([from, to]) => ({ start: from, end: to })));
  });

  it('the pieces follow each other, cover the interval, and none crosses a full hour', () => {
    const from = fc.integer({ min: -5 * HOUR, max: 5 * HOUR });
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 12 * HOUR }), (start, length) => {
        const pieces = hourBuckets({ start, end: start + length });
        expect(pieces.at(-1)?.end).toBe(start + length);
        for (const [i, piece] of pieces.entries()) {
          expect(piece.start).toBe(i === 0 ? start : pieces[i - 1]?.end);
          expect(piece.start).toBeLessThan(piece.end);
          expect(hourStart(piece.end - 1)).toBe(hourStart(piece.start));
        }
      }),
      { seed: 22, numRuns: 300 },
    );
  });
});
