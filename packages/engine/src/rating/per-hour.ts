import type { DesignModel } from '../design/index.ts';
import type { Micros } from '../money/index.ts';
import { HOUR, type Instant } from '../time/index.ts';
import { bandAt } from './bands.ts';
import type { PriceBook } from './price-book.ts';
import { PRICE_UNITS, rate, reservedPrices, type RatedAt } from './rate.ts';

/** What the reserved hour of a flat design costs that begins at an instant, with the factors of its band and site. */
export function designPerHourAt(
  model: DesignModel,
  book: PriceBook,
  bucket: Instant,
  where: RatedAt,
): Micros {
  return reservedPrices(model, book).reduce((sum, { meter, perHourMicros, copies: n }) => {
    const record = { meter, bucket, quantity: PRICE_UNITS[meter].quantity };
    return sum + rate(record, perHourMicros, book, where).amountMicros * n;
  }, 0);
}

const HOURS_PER_WEEK = 168;

/** What a design's reserved hour costs in each band that comes up within a week, the first one first; null is the base price. */
export function ratesByBand(
  model: DesignModel,
  book: PriceBook,
  from: Instant,
  where: RatedAt = { grade: null },
): { band: string | null; perHourMicros: Micros }[] {
  const rates = new Map<string | null, Micros>();
  for (let hour = 0; hour < HOURS_PER_WEEK; hour += 1) {
    const bucket = from + hour * HOUR;
    const band = bandAt(book, bucket)?.name ?? null;
    if (!rates.has(band)) rates.set(band, designPerHourAt(model, book, bucket, where));
  }
  return [...rates].map(([band, perHourMicros]) => ({ band, perHourMicros }));
}
