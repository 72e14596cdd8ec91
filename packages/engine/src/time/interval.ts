/** Milliseconds since 1970-01-01T00:00:00Z. Whole numbers only. */
export type Instant = number;

/** Half-open period `[start, end)` between two instants. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** True when the interval is well formed and not empty. */
export function isInterval({ start, end }: Interval): boolean {
  return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start < end;
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The common part of two intervals, or null when they share no instant. */
export function intersect(a: Interval, b: Interval): Interval | null {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end ? { start, end } : null;
}

/** What is left of an interval without some others, in order. */
export function without(interval: Interval, others: readonly Interval[]): Interval[] {
  return others.reduce<Interval[]>(
    (left, other) =>
      left.flatMap(({ start, end }) =>
        [
          { start, end: Math.min(end, other.start) },
          { start: Math.max(start, other.end), end },
        ].filter((piece) => piece.start < piece.end),
      ),
    [interval],
  );
}

/** Length in whole seconds, rounded down. */
export function seconds({ start, end }: Interval): number {
  return Math.floor((end - start) / SECOND);
}

/**
 * Cuts an interval at every full UTC hour.
 * The pieces are in order, do not overlap, and cover the interval exactly.
 */
export function hourBuckets(interval: Interval): Interval[] {
  const pieces: Interval[] = [];
  for (let start = interval.start; start < interval.end; ) {
    const end = Math.min(interval.end, hourStart(start) + HOUR);
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** The full UTC hour at or before an instant. */
export function hourStart(at: Instant): Instant {
  return Math.floor(at / HOUR) * HOUR;
}
