import type { Micros } from '../money/index.ts';
import { estimateSlot } from '../rating/index.ts';
import { DAY, intersect, type Instant, type Interval } from '../time/index.ts';
import type { Uncharged } from './cap-instant.ts';

/** What a month is expected to come to. */
export interface Forecast {
  /** Charged, not charged yet, and what is still expected; never more than the cap. */
  readonly totalMicros: Micros;
  /** The same if nothing stopped it. */
  readonly uncappedMicros: Micros;
  /** Still expected, by the start of its UTC day. */
  readonly days: readonly { readonly day: Instant; readonly micros: Micros }[];
}

/**
 * Charged + so far + everything that runs on or is booked ahead within the month, at its expected use. `ahead` begins where
 * `soFarMicros` ends. `capMicros` null: nothing stops it.
 */
export function forecast(
  {
    chargedMicros,
    soFarMicros,
    capMicros,
  }: Record<'chargedMicros' | 'soFarMicros', Micros> & {
    readonly capMicros: Micros | null;
  },
  ahead: readonly Uncharged[],
  month: Interval,
): Forecast {
  const days: { day: Instant; micros: Micros }[] = [];
  for (let day = month.start; day < month.end; day += DAY) {
    const micros = ahead.reduce((sum, one) => sum + expectedIn(one, { start: day, end: day + DAY }), 0);
    if (micros > 0) days.push({ day, micros });
  }
  const uncappedMicros = chargedMicros + soFarMicros + days.reduce((sum, { micros }) => sum + micros, 0);
  return {
    totalMicros:
      capMicros === null ? uncappedMicros : Math.min(uncappedMicros, Math.max(capMicros, chargedMicros)),
    uncappedMicros,
    days,
  };
}

function expectedIn({ during, model, book, grade }: Uncharged, day: Interval): Micros {
  const piece = intersect(during, day);
  return piece ? estimateSlot(model, book, piece, grade).expectedMicros : 0;
}
