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

/**
 * Where more is taken than an amount, from an instant on: until when at the latest, and what is taken there. Null where it is
 * nowhere. Cost: O(n log n) in the number of amounts, and O(n) for each stretch in which it is more.
 */
export function excess<T extends Taken>(
  taken: readonly T[],
  amount: number,
  from: Instant,
): { readonly until: Instant; readonly by: T[] } | null {
  const changes = new Map<Instant, number>();
  const add = (at: Instant, by: number) => changes.set(at, (changes.get(at) ?? 0) + by);
  const ahead = taken.filter(({ during }) => during.end > from);
  for (const { during, amount: one } of ahead) {
    add(Math.max(during.start, from), one);
    add(during.end, -one);
  }
  const stretches: { start: Instant; end: Instant }[] = [];
  let sum = 0;
  let since: Instant | null = null;
  for (const at of [...changes.keys()].sort((a, b) => a - b)) {
    sum += changes.get(at) ?? 0;
    if (sum > amount) since ??= at;
    else if (since !== null) {
      stretches.push({ start: since, end: at });
      since = null;
    }
  }
  const last = stretches.at(-1);
  if (!last) return null;
  const touches = ({ during }: T) =>
    stretches.some(({ start, end }) => during.start < end && during.end > start);
  return { until: last.end, by: ahead.filter(touches) };
}
