import type { DesignModel } from '../design/index.ts';
import { USED_METERS, type Meter, type UsedMeter } from '../metering/index.ts';
import { toMinor, type Micros, type Minor } from '../money/index.ts';
import { hourBuckets, seconds, type Instant, type Interval } from '../time/index.ts';
import { bandAt } from './bands.ts';
import type { PriceBook } from './price-book.ts';
import { rate, reservedPrices, unitPrice, type RatedAt } from './rate.ts';
import { loadQuantity, typicalLoads } from './typical-load.ts';

/** What a slot, or several, will cost if kept to the end. Micro-units of the book's currency. */
export interface Estimate {
  /** Reserved time, exactly as it will be charged (MTR-2). */
  readonly reservedMicros: Micros;
  /** Reserved time and typical use. */
  readonly expectedMicros: Micros;
  /** Reserved time and all that the machines can use; meters in `unbounded` count with their typical use. */
  readonly maximumMicros: Micros;
  /** Priced meters whose use nothing bounds. */
  readonly unbounded: readonly UsedMeter[];
  /** Reserved time by price band, in the order in which bands begin to count; null is the base price. */
  readonly byBand: readonly BandShare[];
  /** `expectedMicros` in minor units. */
  readonly minor: Minor;
}

export interface BandShare {
  readonly band: string | null;
  readonly seconds: number;
  readonly reservedMicros: Micros;
}

/** Hours of a slot that are priced alike: so many pieces of a length, in one band. */
interface Pieces {
  readonly band: string | null;
  readonly bucket: Instant;
  readonly length: number;
  readonly count: number;
}

/**
 * Estimates one slot of a flat design, on a site of `grade` (null: not chosen yet).
 * Every copy and hour goes through `rate`, as its usage record will.
 */
export function estimateSlot(
  model: DesignModel,
  book: PriceBook,
  slot: Interval,
  grade: number | null = null,
): Estimate {
  const where = { grade };
  const pieces = alike(book, slot);
  const byBand = new Map<string | null, BandShare>();
  for (const one of pieces) {
    const before = byBand.get(one.band);
    byBand.set(one.band, {
      band: one.band,
      seconds: (before?.seconds ?? 0) + one.length * one.count,
      reservedMicros: (before?.reservedMicros ?? 0) + reserved(model, book, one, where),
    });
  }
  const reservedMicros = [...byBand.values()].reduce((sum, share) => sum + share.reservedMicros, 0);
  const use = used(model, book, pieces, where);
  const expectedMicros = reservedMicros + use.expected;
  return {
    reservedMicros,
    expectedMicros,
    maximumMicros: reservedMicros + use.most,
    unbounded: use.unbounded,
    byBand: [...byBand.values()],
    minor: toMinor(expectedMicros).minor,
  };
}

/** Several slots together, in one sum that is rounded to minor units once. */
export function sumEstimates(estimates: readonly Estimate[]): Estimate {
  const sum = (of: (estimate: Estimate) => number) => estimates.reduce((total, one) => total + of(one), 0);
  const byBand = new Map<string | null, BandShare>();
  for (const share of estimates.flatMap((one) => one.byBand)) {
    const before = byBand.get(share.band);
    byBand.set(share.band, {
      band: share.band,
      seconds: share.seconds + (before?.seconds ?? 0),
      reservedMicros: share.reservedMicros + (before?.reservedMicros ?? 0),
    });
  }
  const expectedMicros = sum((one) => one.expectedMicros);
  return {
    reservedMicros: sum((one) => one.reservedMicros),
    expectedMicros,
    maximumMicros: sum((one) => one.maximumMicros),
    unbounded: USED_METERS.filter((meter) => estimates.some((one) => one.unbounded.includes(meter))),
    byBand: [...byBand.values()],
    minor: toMinor(expectedMicros).minor,
  };
}

function alike(book: PriceBook, slot: Interval): Pieces[] {
  const found = new Map<string, Pieces>();
  for (const piece of hourBuckets(slot)) {
    const band = bandAt(book, piece.start)?.name ?? null;
    const length = seconds(piece);
    const key = `${length} ${band}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { band, length, count, bucket: found.get(key)?.bucket ?? piece.start });
  }
  return [...found.values()];
}

function reserved(
  model: DesignModel,
  book: PriceBook,
  { bucket, length, count }: Pieces,
  where: RatedAt,
): Micros {
  return reservedPrices(model, book).reduce((sum, { meter, perHourMicros, copies }) => {
    const record = { meter, bucket, quantity: length };
    return sum + rate(record, perHourMicros, book, where).amountMicros * count * copies;
  }, 0);
}

function used(model: DesignModel, book: PriceBook, pieces: readonly Pieces[], where: RatedAt) {
  const priced = USED_METERS.filter((meter) => unitPrice(undefined, meter, book) > 0);
  const unbounded = new Set<UsedMeter>();
  let [expected, most] = [0, 0];
  for (const load of priced.length === 0 ? [] : typicalLoads(model)) {
    for (const meter of priced) {
      const bound = load.most[meter];
      if (bound === null) unbounded.add(meter);
      const cost = (perSecond: number) => load.copies * costOf(meter, perSecond, book, pieces, where);
      const typical = cost(load.expected[meter]);
      expected += typical;
      most += bound === null ? typical : cost(bound);
    }
  }
  return { expected, most, unbounded: priced.filter((meter) => unbounded.has(meter)) };
}

function costOf(
  meter: Meter,
  perSecond: number,
  book: PriceBook,
  pieces: readonly Pieces[],
  where: RatedAt,
): Micros {
  const perUnit = unitPrice(undefined, meter, book);
  return pieces.reduce((sum, { bucket, length, count }) => {
    const record = { meter, bucket, quantity: loadQuantity(perSecond, length) };
    return sum + count * rate(record, perUnit, book, where).amountMicros;
  }, 0);
}
