import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excess, peak, type Interval, type Taken } from './index.ts';

const LENGTH = 40;

/** What the sweep must equal: every minute added up on its own. */
function naivePeak(taken: readonly Taken[], window: Interval): number {
  let highest = 0;
  for (let at = window.start; at < window.end; at += 1) {
    const sum = taken
      .filter(({ during }) => during.start <= at && at < during.end)
      .reduce((total, { amount }) => total + amount, 0);
    highest = Math.max(highest, sum);
  }
  return highest;
}

const minute = fc.integer({ min: 0, max: LENGTH });
const period = fc
  .tuple(minute, minute)
  .filter(([a, b]) => a < b)
  .map(([start, end]) => ({ start, end }));

describe('peak', () => {
  it.each([
    // taken [from, to, amount], window, peak
    ['nothing is taken', [], [0, 10], 0],
    ['one claim', [[2, 4, 3]], [0, 10], 3],
    [
      'CAP-1: back to back never adds up',
      [
        [0, 5, 3],
        [5, 10, 3],
      ],
      [0, 10],
      3,
    ],
    [
      'together for one minute',
      [
        [0, 6, 3],
        [5, 10, 3],
      ],
      [0, 10],
      6,
    ],
    ['ends where the window starts', [[0, 5, 3]], [5, 10], 0],
    ['starts where the window ends', [[10, 12, 3]], [5, 10], 0],
    ['spans the window', [[0, 20, 3]], [5, 10], 3],
    [
      'a peak outside the window does not count',
      [
        [0, 4, 9],
        [6, 8, 2],
      ],
      [5, 10],
      2,
    ],
  ] as const)('%s', (_, rows, [start, end], expected) => {
    const taken = rows.map(([from, to, amount]) => ({ during: { start: from, end: to }, amount }));
    expect(peak(taken, { start, end })).toBe(expected);
  });

  it('CAP-1: equals a model that adds up every minute', () => {
    const taken = fc.array(fc.record({ during: period, amount: fc.nat({ max: 9 }) }), { maxLength: 12 });
    fc.assert(
      fc.property(taken, period, (all, window) => {
        expect(peak(all, window)).toBe(naivePeak(all, window));
      }),
      { seed: 31, numRuns: 1000 },
    );
  });
});

describe('excess', () => {
  it.each([
    ['nothing is taken', [], 0, 0, null],
    ['as much as there is', [[0, 5, 3]], 3, 0, null],
    ['more than there is', [[0, 5, 3]], 2, 0, [5, [0]]],
    ['what is over counts no more', [[0, 5, 3]], 2, 5, null],
    [
      'CAP-1: back to back never adds up',
      [
        [0, 5, 3],
        [5, 9, 3],
      ],
      3,
      0,
      null,
    ],
    [
      'only what is there in that time is named',
      [
        [0, 9, 2],
        [2, 4, 2],
        [6, 8, 1],
      ],
      3,
      0,
      [4, [0, 1]],
    ],
    [
      'until the last of several times',
      [
        [0, 9, 2],
        [2, 4, 2],
        [6, 8, 2],
      ],
      3,
      0,
      [8, [0, 1, 2]],
    ],
  ] as const)('%s', (_, rows, amount, from, expected) => {
    const taken = rows.map(([start, end, one], id) => ({ id, during: { start, end }, amount: one }));
    const found = excess(taken, amount, from);
    expect(found && [found.until, found.by.map(({ id }) => id)]).toEqual(expected);
  });

  it('is there exactly where the peak is more', () => {
    const taken = fc.array(fc.record({ during: period, amount: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(taken, fc.integer({ min: 0, max: 12 }), minute, (all, amount, from) => {
        const found = excess(all, amount, from);
        expect(found !== null).toBe(naivePeak(all, { start: from, end: LENGTH }) > amount);
        if (!found) return;
        expect(naivePeak(all, { start: found.until, end: LENGTH })).toBeLessThanOrEqual(amount);
        expect(naivePeak(all, { start: found.until - 1, end: found.until })).toBeGreaterThan(amount);
      }),
    );
  });
});
