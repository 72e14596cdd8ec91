import { copies, type DesignModel, type Part } from '../design/index.ts';
import { USED_METERS, type Meter, type UsedMeter } from '../metering/index.ts';
import { scaleBy, type Micros } from '../money/index.ts';
import type { Instant } from '../time/index.ts';
import { hourlyPrice } from './base-price.ts';
import { bandAt } from './bands.ts';
import type { PriceBook } from './price-book.ts';

/** The unit that a meter is priced in, and how much of the meter's own unit (`METERS`) that is. */
export const PRICE_UNITS: Readonly<Record<Meter, { readonly unit: string; readonly quantity: number }>> = {
  'machine.reserved': { unit: 'h', quantity: 3600 },
  'licence.reserved': { unit: 'h', quantity: 3600 },
  'network.reserved': { unit: 'h', quantity: 3600 },
  'storage.reserved': { unit: 'h', quantity: 3600 },
  'template.reserved': { unit: 'h', quantity: 3600 },
  'cpu.used': { unit: 'vCPU h', quantity: 3_600_000 },
  'memory.used': { unit: 'GiB h', quantity: 1024 * 3600 },
  'traffic.used': { unit: 'GB', quantity: 1_000_000_000 },
};

/** What of a usage record its amount depends on: how much of which meter, in which UTC hour. */
export interface Rateable {
  readonly meter: Meter;
  readonly bucket: Instant;
  readonly quantity: number;
}

/** Where it was used. Null where no site is chosen yet: then grades leave the price as it is. */
export interface RatedAt {
  readonly grade: number | null;
}

/** An amount with all that it came from: quantity x price x band x grade. */
export interface Rated {
  /** For one `PRICE_UNITS` of the meter, before factors. */
  readonly perUnitMicros: Micros;
  /** The name of the price band; null at the base price. */
  readonly band: string | null;
  readonly bandMilli: number;
  readonly gradeMilli: number;
  readonly amountMicros: Micros;
}

const AS_IT_IS = 1000;

/**
 * The one place where usage becomes money: charges, estimates, usage so far and re-rating. In this order: quantity, price,
 * band of the hour, grade of the site; exact, and rounded half to even to the micro-unit once, at the end.
 * `perUnitMicros` is handed in, so that a price that is not the book's is rated alike.
 */
export function rate(
  { meter, bucket, quantity }: Rateable,
  perUnitMicros: Micros,
  book: PriceBook,
  { grade }: RatedAt,
): Rated {
  const varies = book.factorsOn.includes(meter);
  const band = varies ? bandAt(book, bucket) : null;
  const graded = varies ? book.grades.find((one) => one.grade === grade) : undefined;
  const bandMilli = band?.factorMilli ?? AS_IT_IS;
  const gradeMilli = graded?.factorMilli ?? AS_IT_IS;
  const amountMicros = scaleBy(quantity, [
    [perUnitMicros, PRICE_UNITS[meter].quantity],
    [bandMilli, AS_IT_IS],
    [gradeMilli, AS_IT_IS],
  ]);
  return { perUnitMicros, band: band?.name ?? null, bandMilli, gradeMilli, amountMicros };
}

/** What a unit of a meter of one copy costs by the book: reserved time by its type and properties, use by the meter alone. */
export function unitPrice(part: Part | undefined, meter: Meter, book: PriceBook): Micros {
  if (isUsed(meter)) return book.used.find((one) => one.meter === meter)?.perUnitMicros ?? 0;
  const price = part && hourlyPrice(part, book);
  return price?.meter === meter ? price.perHourMicros : 0;
}

/** Rates a record of a component at the book's own prices. */
export function rateRecord(
  record: Rateable & { readonly component: string },
  model: DesignModel,
  book: PriceBook,
  where: RatedAt,
): Rated {
  return rate(record, priceOf(record, model, book), book, where);
}

/** A template's price is its publisher's own, and in no book. */
function priceOf(
  { component, meter }: { readonly component: string; readonly meter: Meter },
  { byId, templates }: DesignModel,
  book: PriceBook,
): Micros {
  if (meter === 'template.reserved')
    return templates.find((one) => one.component === component)?.perHourMicros ?? 0;
  return unitPrice(byId.get(component), meter, book);
}

/** Something that costs by being reserved: so many copies of a part or a template, at one price. */
export interface Reserved {
  readonly meter: Meter;
  /** Of one copy, at the base price. */
  readonly perHourMicros: Micros;
  readonly copies: number;
}

/** Everything of a flat design that has a price by the hour. */
export function reservedPrices(model: DesignModel, book: PriceBook): Reserved[] {
  const parts = model.parts.flatMap((part): Reserved[] => {
    const price = hourlyPrice(part, book);
    return price ? [{ ...price, copies: copies(model, part) }] : [];
  });
  const templates = model.templates.map(
    ({ perHourMicros, copies: n }): Reserved => ({ meter: 'template.reserved', perHourMicros, copies: n }),
  );
  return [...parts, ...templates];
}

function isUsed(meter: Meter): meter is UsedMeter {
  return (USED_METERS as readonly Meter[]).includes(meter);
}
