import { alone, copies, quantity, readFlat, type DesignModel, type Part } from '../design/index.ts';
import { reservedMeter, type Meter } from '../metering/index.ts';
import type { Micros } from '../money/index.ts';
import type { PriceBook } from './price-book.ts';

// Apart from what knows time zones: a drawing with its prices is shown before any of that is loaded.

/** What one reserved copy of a part costs in an hour at the base price, and on which meter; null when its reserved time is not metered. */
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

/** The base price of every reserved copy of a part for an hour; of an abstraction, of all that is in it. */
export function partPerHour(model: DesignModel, part: Part, book: PriceBook): Micros {
  if (part.type.layer === 'abstraction') return insidePerHour(model, part, book);
  return (hourlyPrice(part, book)?.perHourMicros ?? 0) * copies(model, part);
}

function insidePerHour(model: DesignModel, part: Part, book: PriceBook): Micros {
  const one = alone({ ...part.component, count: copies(model, part) });
  return designPerHour(readFlat(one, model.catalog), book);
}

/** The base price of a design's reserved hour. */
export function designPerHour(model: DesignModel, book: PriceBook): Micros {
  const parts = model.parts.reduce((sum, part) => sum + partPerHour(model, part, book), 0);
  return model.templates.reduce((sum, { perHourMicros, copies: n }) => sum + perHourMicros * n, parts);
}
