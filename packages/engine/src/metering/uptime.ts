import { allocate } from '../money/index.ts';
import { without, type Instant, type Interval } from '../time/index.ts';
import type { Usage } from './reserved.ts';

/**
 * What of a quantity was not taken in periods when it did not run. Where a reading spans such a period, its quantity is
 * shared by time: whoever only counts at both ends cannot tell when it was used.
 */
export function uptimeOf(usage: Usage, down: readonly Interval[]): Usage[] {
  const up = without(usage.during, down);
  const lengths = up.map(({ start, end }) => end - start);
  const rest = usage.during.end - usage.during.start - lengths.reduce((sum, length) => sum + length, 0);
  const shares = allocate(usage.quantity, [...lengths, rest]);
  return up.map((during, n) => ({ ...usage, during, quantity: shares[n] ?? 0 }));
}

/** What is known of a slot whose host is lost. */
interface LostSlot {
  readonly start: Instant;
  /** When it ran for the first time; null where it never did. */
  readonly readyAt: Instant | null;
  /** When it was last seen to run, and last read; null where it was not. */
  readonly seenAt: Instant | null;
  readonly readAt: Instant | null;
  /** Up to here its usage has been charged. */
  readonly meteredUntil: Instant | null;
}

/**
 * Since when a lost slot is down: from the last proof that it ran, and from its start where it never ran. What was charged
 * already stays charged (MTR-2).
 */
export function downSince({ start, readyAt, seenAt, readAt, meteredUntil }: LostSlot, now: Instant): Instant {
  const ran = readyAt === null ? start : Math.max(readyAt, seenAt ?? 0, readAt ?? 0);
  return Math.min(now, Math.max(ran, meteredUntil ?? 0));
}
