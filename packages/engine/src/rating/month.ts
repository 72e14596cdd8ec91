import type { DesignModel } from '../design/index.ts';
import { scale } from '../money/index.ts';
import { DAY, HOUR, type Interval } from '../time/index.ts';
import { estimateSlot, type Estimate } from './estimate.ts';
import type { PriceBook } from './price-book.ts';

/** A month of all day, as the cloud industry reckons prices: a twelfth of 365 days. */
export const MONTH_HOURS = 730;

const WEEK_START = Date.UTC(2024, 0, 1);
/** A week as any other, from a Monday on: every band comes up in it as often as in the long run. */
export const TYPICAL_WEEK: Interval = { start: WEEK_START, end: WEEK_START + 7 * DAY };
const WEEK_HOURS = (TYPICAL_WEEK.end - TYPICAL_WEEK.start) / HOUR;

/** What a flat design comes to that runs all day for a month: the same whenever it is asked. */
export function estimateMonth(
  model: DesignModel,
  book: PriceBook,
): Pick<Estimate, 'expectedMicros' | 'maximumMicros'> {
  const { expectedMicros, maximumMicros } = estimateSlot(model, book, TYPICAL_WEEK);
  const month = (micros: number) => scale(micros, MONTH_HOURS, WEEK_HOURS);
  return { expectedMicros: month(expectedMicros), maximumMicros: month(maximumMicros) };
}
