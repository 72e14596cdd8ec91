import {
  applyEdit,
  copies,
  EMPTY_DESIGN,
  quantity,
  readFlat,
  type DesignModel,
  type Part,
} from '../design/index.ts';
import { reservedMeter, type Meter } from '../metering/index.ts';
import { scale, toMinor, type Micros, type Minor } from '../money/index.ts';
import { hourBuckets, seconds, type Interval } from '../time/index.ts';
import type { PriceBook } from './price-book.ts';

const SECONDS_PER_HOUR = 3600;

/** What one reserved copy of a part costs in an hour, and on which meter; null when its reserved time is not metered. */
export function hourlyPrice(part: Part, book: PriceBook): { meter: Meter; perHourMicros: Micros } | null {
  const meter = reservedMeter(part.type);
  if (meter === null) return null;
  const price = book.prices.find((candidate) => candidate.type === part.type.id && candidate.meter === meter);
  const extra = (price?.perProperty ?? []).reduce(
    (sum, each) => sum + each.perHourMicros * quantity(part, each.property),
    0,
  );
  return { meter, perHourMicros: (price?.perHourMicros ?? 0) + extra };
}

/** The price of every copy of a part for an hour; of an abstraction, of all that is in it. */
export function partPerHour(model: DesignModel, part: Part, book: PriceBook): Micros {
  if (part.type.layer === 'abstraction') return insidePerHour(model, part, book);
  return (hourlyPrice(part, book)?.perHourMicros ?? 0) * copies(model, part);
}

function insidePerHour(model: DesignModel, part: Part, book: PriceBook): Micros {
  const { component } = part;
  const alone = { ...component, count: copies(model, part), host: null, group: null };
  const edit = { do: 'add' as const, components: [alone], connections: [] };
  return designPerHour(readFlat(applyEdit(EMPTY_DESIGN, edit), model.catalog), book);
}

export function designPerHour(model: DesignModel, book: PriceBook): Micros {
  return model.parts.reduce((sum, part) => sum + partPerHour(model, part, book), 0);
}

/**
 * Rates reserved seconds at an hourly price: seconds x price / 3600, rounded half to even to the micro-unit.
 * Estimates and charges both go through here, bucket by bucket, so they agree to the last micro-unit (MTR-2).
 */
export function rateReserved(reservedSeconds: number, perHourMicros: Micros): Micros {
  return scale(perHourMicros, reservedSeconds, SECONDS_PER_HOUR);
}

/** What a slot will cost if it is kept to its end: the same sum that its charges will come to. */
export function estimateSlot(
  model: DesignModel,
  book: PriceBook,
  slot: Interval,
): { micros: Micros; minor: Minor } {
  const lengths = hourBuckets(slot).map(seconds);
  let micros = 0;
  for (const part of model.parts) {
    const perHourMicros = hourlyPrice(part, book)?.perHourMicros ?? 0;
    const one = lengths.reduce((sum, length) => sum + rateReserved(length, perHourMicros), 0);
    micros += one * copies(model, part);
  }
  return { micros, minor: toMinor(micros).minor };
}
