import { z } from 'zod';
import type { Micros } from '../money/index.ts';

/** Shares of a budget, in percent, at which those who watch over it are told, once in a month each for a budget of one amount. */
export const ALERT_PERCENTS = [50, 80, 100] as const;
export type AlertPercent = (typeof ALERT_PERCENTS)[number];

/** The largest budget: a million of the currency. */
export const MAX_BUDGET_MICROS = 1_000_000_000_000;

/** What a channel may come to in one calendar month (UTC), the month's invoice. Micro-units of the invoice's currency. */
export const budget = z.strictObject({
  amountMicros: z.int().min(0).max(MAX_BUDGET_MICROS),
  alerts: z.array(z.literal(ALERT_PERCENTS)).max(ALERT_PERCENTS.length),
  /** Whether what runs is stopped there, so that no charge ever goes beyond it. */
  hardCap: z.boolean(),
});
export type Budget = z.infer<typeof budget>;

/** What a channel has from its first day, until somebody says otherwise. */
export const DEFAULT_BUDGET: Budget = {
  amountMicros: 600_000_000,
  alerts: [...ALERT_PERCENTS],
  hardCap: true,
};

/** The most that a month may come to; null where nothing stops it. */
export function capOf({ hardCap, amountMicros }: Budget): Micros | null {
  return hardCap ? amountMicros : null;
}

/**
 * The negative line that takes a month's charges down to its cap; 0 where they are within it. Used meters alone make it
 * necessary: reserved time is stopped at the cap.
 */
export function capLine(spentMicros: Micros, limit: Budget): Micros {
  const cap = capOf(limit);
  return cap === null || spentMicros <= cap ? 0 : cap - spentMicros;
}

/** The alerts that a month's charges have reached and that were not sent in it. */
export function alertsDue(
  spentMicros: Micros,
  { amountMicros, alerts }: Budget,
  sent: readonly number[],
): AlertPercent[] {
  if (spentMicros === 0) return [];
  return ALERT_PERCENTS.filter(
    (percent) =>
      alerts.includes(percent) && !sent.includes(percent) && spentMicros * 100 >= amountMicros * percent,
  );
}
