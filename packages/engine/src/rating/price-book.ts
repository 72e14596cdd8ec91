import { z } from 'zod';
import { meter } from '../metering/index.ts';

/** The hourly price of one copy: a base, and so much for each unit of a property. Micro-units of the currency. */
export const price = z.strictObject({
  type: z.string().max(60),
  meter,
  perHourMicros: z.int().nonnegative(),
  perProperty: z
    .array(z.strictObject({ property: z.string().max(40), perHourMicros: z.int().nonnegative() }))
    .max(10),
});
export type Price = z.infer<typeof price>;

/** One immutable price-book version. What it does not list costs nothing and is still recorded. */
export const priceBook = z.strictObject({
  name: z.string().max(40),
  currency: z.string().length(3),
  prices: z.array(price).max(5000),
});
export type PriceBook = z.infer<typeof priceBook>;
