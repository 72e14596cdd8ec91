import type { Instant, Interval } from './interval.ts';

/** An amount that is taken during an interval. */
export interface Taken {
  readonly during: Interval;
  readonly amount: number;
}

/**
 * The largest sum of amounts that are taken together at any instant of `window`.
 * Intervals are half-open, so one that ends when another starts never adds to it (CAP-1).
 * Cost: O(n log n) in the number of amounts that overlap the window.
 */
export function peak(taken: Iterable<Taken>, window: Interval): number {
  const changes = new Map<Instant, number>();
  const add = (at: Instant, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  for (const { during, amount } of taken) {
    if (during.start >= window.end || during.end <= window.start) continue;
    add(Math.max(during.start, window.start), amount);
    if (during.end < window.end) add(during.end, -amount);
  }
  let sum = 0;
  let highest = 0;
  for (const at of [...changes.keys()].sort((a, b) => a - b)) {
    sum += changes.get(at) ?? 0;
    highest = Math.max(highest, sum);
  }
  return highest;
}
