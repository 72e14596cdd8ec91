import { expect, it } from 'vitest';
import type { Measured } from '../../metrics.ts';
import { countOf, isFailure, meanMs, withinMs } from './figures.ts';

const of = (outcome: string, count: number, seconds: number, ...within: [number, number][]): Measured => ({
  outcome,
  count,
  seconds,
  within: within.map(([at, n]) => ({ seconds: at, count: n })),
});
const ALL = [
  of('ok', 90, 9, [0.1, 80], [0.5, 90], [2, 90]),
  of('INTERNAL', 10, 11, [0.1, 0], [0.5, 0], [2, 8]),
];

it('counts, means and shares are those of all outcomes', () => {
  expect([countOf(ALL), countOf(ALL, isFailure), meanMs(ALL)]).toEqual([100, 10, 200]);
  expect([0.8, 0.81, 0.95, 0.99].map((share) => withinMs(ALL, share))).toEqual([100, 500, 2000, null]);
});

it('what was not measured is not made up', () => {
  expect([countOf([]), meanMs([]), withinMs([], 0.95), meanMs([of('ok', 0, 0)])]).toEqual([
    0,
    null,
    null,
    null,
  ]);
});
