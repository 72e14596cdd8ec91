import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peak, type Interval, type Taken } from './index.ts';

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
