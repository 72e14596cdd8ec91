import type { DesignModel } from '../design/index.ts';
import type { Micros } from '../money/index.ts';
import { bandAt, rate, reservedPrices, type PriceBook } from '../rating/index.ts';
import {
  HOUR,
  hourStart,
  intersect,
  SECOND,
  seconds,
  utcMonth,
  type Instant,
  type Interval,
} from '../time/index.ts';

/** A slot whose reserved time is still to be charged, and when it runs, or is to run. */
export interface Uncharged {
  readonly during: Interval;
  readonly model: DesignModel;
  readonly book: PriceBook;
  readonly grade: number | null;
}

/** What is left of the month in which the first of them begins, and of every later one. */
export interface Left {
  readonly firstMicros: Micros;
  readonly laterMicros: Micros;
}

/**
 * When reserved charges reach the cap: the last full second at which all of them together are still within it, hour by hour as
 * they will be charged. Null where they stay within it to the end. A new month starts anew.
 */
export function capInstant(slots: readonly Uncharged[], { firstMicros, laterMicros }: Left): Instant | null {
  // Only slots that touch an hour are looked at in it: a series of a year has hundreds.
  const ahead = slots
    .map((slot) => ({ during: slot.during, cost: costing(slot) }))
    .sort((a, b) => b.during.start - a.during.start);
  let [left, month] = [firstMicros, utcMonth(ahead.at(-1)?.during.start ?? 0)];
  let current: typeof ahead = [];
  for (let hour = 0; ahead.length > 0 || current.length > 0; hour += HOUR) {
    if (current.length === 0) hour = hourStart(ahead.at(-1)?.during.start ?? hour);
    for (let next = ahead.at(-1); next && next.during.start < hour + HOUR; next = ahead.at(-1))
      current.push(...ahead.splice(-1));
    if (hour >= month.end) [left, month] = [laterMicros, utcMonth(hour)];
    const upTo = (at: Instant) => current.reduce((sum, { cost }) => sum + cost(hour, at), 0);
    const whole = upTo(hour + HOUR);
    if (whole > left) return lastWithin(hour, (at) => upTo(at) <= left);
    left -= whole;
    current = current.filter(({ during }) => during.end > hour + HOUR);
  }
  return null;
}

/** The last full second of an hour up to which it holds; it holds at the start, since nothing is reserved before it. */
function lastWithin(hour: Instant, holds: (at: Instant) => boolean): Instant {
  let [most, least] = [HOUR / SECOND, 0];
  while (most - least > 1) {
    const middle = Math.floor((most + least) / 2);
    if (holds(hour + middle * SECOND)) least = middle;
    else most = middle;
  }
  return hour + least * SECOND;
}

/** The reserved charges of one slot from the start of an hour up to an instant within it. */
function costing({ during, model, book, grade }: Uncharged): (hour: Instant, at: Instant) => Micros {
  const priced = reservedPrices(model, book);
  const known = new Map<string, Micros>();
  return (hour, at) => {
    const piece = intersect(during, { start: hour, end: at });
    if (!piece) return 0;
    const quantity = seconds(piece);
    const key = `${quantity} ${bandAt(book, hour)?.name ?? ''}`;
    const cost =
      known.get(key) ??
      priced.reduce((sum, one) => {
        const record = { meter: one.meter, bucket: hour, quantity };
        return sum + rate(record, one.perHourMicros, book, { grade }).amountMicros * one.copies;
      }, 0);
    known.set(key, cost);
    return cost;
  };
}
