import { allocate } from '../money/index.ts';
import { without, type Interval } from '../time/index.ts';
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
