import { addDays, HOUR, hourStart, wallTimeOf, weekdayOf, type Instant } from '../time/index.ts';
import type { PriceBand, PriceBook } from './price-book.ts';

/** The band that an hour is in: that of its start, as wall time in the book's zone. Null where it is at the base price. */
export function bandAt(book: PriceBook, at: Instant): PriceBand | null {
  if (book.bands.length === 0) return null;
  const known = memory.get(book) ?? new Map<number, PriceBand | null>();
  memory.set(book, known);
  const hour = hourStart(at) / HOUR;
  const found = known.get(hour);
  if (found !== undefined) return found;
  const band = bandOf(book, hour * HOUR);
  if (known.size >= REMEMBERED_HOURS) known.clear();
  known.set(hour, band);
  return band;
}

/** A book never changes, so neither does the band of an hour. About half a year for each book. */
const REMEMBERED_HOURS = 5000;
const memory = new WeakMap<PriceBook, Map<number, PriceBand | null>>();

function bandOf(book: PriceBook, at: Instant): PriceBand | null {
  const { date, time } = wallTimeOf(at, book.zone);
  const today = weekdayOf(date);
  const yesterday = weekdayOf(addDays(date, -1));
  return book.bands.find((band) => holds(band, time, today, yesterday)) ?? null;
}

/** Times are `HH:MM` and compare as text. */
function holds({ weekdays, from, to }: PriceBand, time: string, today: number, yesterday: number): boolean {
  if (from < to) return weekdays.includes(today) && from <= time && time < to;
  return (weekdays.includes(today) && from <= time) || (weekdays.includes(yesterday) && time < to);
}
