import { z } from 'zod';
import { meter, METER_NAMES, USED_METERS } from '../metering/index.ts';
import { hasWholeHours, zoneExists } from '../time/index.ts';

const micros = z.int().nonnegative();
/** Thousandths of a price: 1000 leaves it as it is. Bounded, so that a slip of the keyboard is no price. */
const factorMilli = z.int().min(0).max(10_000);

/** The hourly price of one copy: a base, and so much for each unit of a property. Micro-units of the currency. */
export const price = z.strictObject({
  type: z.string().max(60),
  meter,
  perHourMicros: micros,
  perProperty: z.array(z.strictObject({ property: z.string().max(40), perHourMicros: micros })).max(10),
});
export type Price = z.infer<typeof price>;

/** The price of what is really used: for a vCPU hour, a GiB hour or a GB. */
const usedPrice = z.strictObject({ meter: z.enum(USED_METERS), perUnitMicros: micros });

const fullHour = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):00$/,
    'a band begins and ends on a full hour, since usage is recorded by the hour',
  );

/**
 * A time of day with a price of its own, as wall time in the book's zone: from `from` up to `to` on each of its weekdays
 * (1 is Monday, ISO 8601). Where `to` is not later than `from`, it ends on the day after and belongs to the day it begins on.
 */
export const priceBand = z.strictObject({
  name: z.string().min(1).max(40),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: fullHour,
  to: fullHour,
  factorMilli,
});
export type PriceBand = z.infer<typeof priceBand>;

/** Charged once for each month in which a channel is used, whatever happens in it. */
const monthly = z.strictObject({ baseMicros: micros });

/**
 * One immutable price-book version. What it does not list costs nothing and is still recorded. Versions from before there
 * were bands, grades and used meters read as having none.
 */
export const priceBook = z.strictObject({
  name: z.string().max(40),
  currency: z.string().length(3),
  prices: z.array(price).max(5000),
  used: z.array(usedPrice).max(USED_METERS.length).default([]),
  /** IANA name of the zone that bands are in. */
  zone: z
    .string()
    .max(60)
    .refine(zoneExists, 'there is no such time zone')
    .refine(
      hasWholeHours,
      'the clocks of this zone are not whole hours from UTC, so its hours are not those of usage records',
    )
    .default('UTC'),
  /** The first one that holds an hour counts; an hour that none holds is at the base price. */
  bands: z.array(priceBand).max(20).default([]),
  /** What a site's grade does to a price; a grade that is not listed leaves it as it is. */
  grades: z
    .array(z.strictObject({ grade: z.int().min(0).max(9), factorMilli }))
    .max(10)
    .default([]),
  /** Meters that bands and grades bear on. */
  factorsOn: z.array(meter).max(METER_NAMES.length).default([]),
  monthly: monthly.default({ baseMicros: 0 }),
});
export type PriceBook = z.infer<typeof priceBook>;
