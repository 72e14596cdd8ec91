import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Interval } from './interval.ts';
import { addMinutes, instantOf } from './wall-time.ts';

/** The most slots that one rule may come to: every day of a leap year. */
export const MAX_SLOTS = 366;
/** The longest pause between two weeks or days of a rule. */
export const MAX_EVERY = 99;

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const date = z.iso.date();
const DAY_MINUTES = 24 * 60;

/**
 * When something happens again and again, as people say it: wall time in a zone, so that ten o'clock stays ten o'clock
 * when the clocks change. It is the part of RFC 5545 (3.3.10) that slots need.
 */
export const recurrence = z.strictObject({
  zone: z.string().min(1).max(60),
  /** The first day that may be meant, `YYYY-MM-DD`, and the time at which each slot starts, `HH:MM`. */
  date,
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Length on the wall clock, in minutes: on a day of a change the slot is longer or shorter than that. */
  minutes: z
    .int()
    .min(1)
    .max(31 * DAY_MINUTES),
  /** Every so many days, or so many weeks on the named weekdays; weeks begin on Monday. */
  every: z.int().min(1).max(MAX_EVERY),
  unit: z.enum(['day', 'week']),
  weekdays: z.array(z.enum(WEEKDAYS)).max(7),
  /** After so many dates, those that are left out included (RFC 5545, 3.8.5.1), or with a last day. */
  ends: z.union([z.strictObject({ count: z.int().min(1).max(MAX_SLOTS) }), z.strictObject({ until: date })]),
  /** Days that are left out. */
  except: z.array(date).max(MAX_SLOTS),
});
export type Recurrence = z.infer<typeof recurrence>;

/** What one day of a rule comes to. */
export type Occurrence =
  /** `twice`: its start or its end happens twice on this day, and the first one is meant. */
  | { readonly outcome: 'slot'; readonly date: string; readonly slot: Interval; readonly twice: boolean }
  /** Its start or its end never happens on this day: the clocks jump over it. */
  | { readonly outcome: 'gap'; readonly date: string; readonly which: 'start' | 'end' };

export type Occurrences =
  | { readonly outcome: 'ok'; readonly occurrences: readonly Occurrence[] }
  /** More than MAX_SLOTS days; none at all; a slot that lasts into the next one; no such zone or day. */
  | { readonly outcome: 'too-many' | 'none' | 'overlap' | 'invalid' };

/**
 * Every day of a rule in order, less those left out, each with its own instants.
 * The library counts calendar days only, in UTC: wall time is made of each day by itself, with the zone's own rules, so a
 * day whose start falls into a gap is named and shifts none of the others.
 */
export function occurrencesOf(rule: Recurrence): Occurrences {
  if (rule.unit === 'week' && rule.weekdays.length === 0) return { outcome: 'none' };
  const days = daysOf(rule);
  if (days === null) return { outcome: 'invalid' };
  if (days.length > MAX_SLOTS) return { outcome: 'too-many' };
  const except = new Set(rule.except);
  const occurrences: Occurrence[] = [];
  for (const day of days) {
    if (except.has(day)) continue;
    const one = occurrenceOn(day, rule);
    if (one === null) return { outcome: 'invalid' };
    occurrences.push(one);
  }
  if (occurrences.length === 0) return { outcome: 'none' };
  return followEachOther(occurrences) ? { outcome: 'ok', occurrences } : { outcome: 'overlap' };
}

/** One day's slot: start and end are both wall time. Null when there is no such day, time or zone. */
export function occurrenceOn(
  day: string,
  { time, minutes, zone }: Pick<Recurrence, 'time' | 'minutes' | 'zone'>,
): Occurrence | null {
  const start = instantOf({ date: day, time, zone });
  if (start.outcome === 'invalid') return null;
  const end = instantOf({ ...addMinutes({ date: day, time }, minutes), zone });
  if (end.outcome === 'invalid') return null;
  if (start.outcome === 'gap') return { outcome: 'gap', date: day, which: 'start' };
  if (end.outcome === 'gap') return { outcome: 'gap', date: day, which: 'end' };
  const slot = {
    start: start.outcome === 'fold' ? start.first : start.at,
    end: end.outcome === 'fold' ? end.first : end.at,
  };
  return { outcome: 'slot', date: day, slot, twice: start.outcome === 'fold' || end.outcome === 'fold' };
}

/** The days of a rule, one more than allowed at most; null when its first day is none. */
function daysOf(rule: Recurrence): string[] | null {
  try {
    return expand(rule).map((day) => day.toPlainDate().toString());
  } catch (error) {
    // Temporal answers text that is no date with a RangeError.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function expand({ date: first, every, unit, weekdays, ends }: Recurrence): Temporal.ZonedDateTime[] {
  const dtstart = Temporal.PlainDate.from(first).toZonedDateTime('UTC');
  const rule = new RRuleTemporal({
    freq: unit === 'day' ? 'DAILY' : 'WEEKLY',
    interval: every,
    ...(unit === 'week' && { byDay: [...weekdays] }),
    ...('count' in ends
      ? { count: ends.count }
      : { until: Temporal.PlainDate.from(ends.until).toZonedDateTime('UTC') }),
    wkst: 'MO',
    dtstart,
    temporal: Temporal,
  });
  return rule.all((_, n) => n <= MAX_SLOTS);
}

/** Whether every slot is over when the next one starts. */
function followEachOther(occurrences: readonly Occurrence[]): boolean {
  const slots = occurrences.flatMap((one) => (one.outcome === 'slot' ? [one.slot] : []));
  return slots.every((slot, n) => n === 0 || (slots[n - 1]?.end ?? 0) <= slot.start);
}
