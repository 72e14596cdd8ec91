import { Temporal } from 'temporal-polyfill';
import type { Instant } from './interval.ts';

/** A time as people write it down: `date` is `YYYY-MM-DD`, `time` is `HH:MM`, `zone` is an IANA name. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
  readonly zone: string;
}

export type WallTimeResult =
  | { readonly outcome: 'ok'; readonly at: Instant }
  /** The clocks jump over this time, so it never happens. */
  | { readonly outcome: 'gap' }
  /** The clocks go back over this time, so it happens twice. */
  | { readonly outcome: 'fold'; readonly first: Instant; readonly second: Instant }
  | { readonly outcome: 'invalid' };

/** Turns wall time into an instant with the zone's own rules (RFC 5545, section 3.3.5: gaps and folds are named, not guessed). */
export function instantOf({ date, time, zone }: WallTime): WallTimeResult {
  try {
    const plain = Temporal.PlainDateTime.from(`${date}T${time}`);
    const [first, second] = (['earlier', 'later'] as const).map((disambiguation) =>
      plain.toZonedDateTime(zone, { disambiguation }),
    );
    if (!first || !second) return { outcome: 'invalid' };
    if (first.epochMilliseconds === second.epochMilliseconds)
      return { outcome: 'ok', at: first.epochMilliseconds };
    if (!first.toPlainDateTime().equals(plain)) return { outcome: 'gap' };
    return { outcome: 'fold', first: first.epochMilliseconds, second: second.epochMilliseconds };
  } catch (error) {
    // Temporal answers text that is no date, time or zone with a RangeError.
    if (error instanceof RangeError) return { outcome: 'invalid' };
    throw error;
  }
}

/** The wall time that a clock in `zone` shows at an instant. */
export function wallTimeOf(at: Instant, zone: string): WallTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
    zone,
  };
}

/** Day of the week of a `YYYY-MM-DD`: 1 is Monday, 7 is Sunday (ISO 8601). */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Whether this is the name of an IANA zone. */
export function zoneExists(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Years whose offsets `hasWholeHours` looks at: those in which anything here is used or booked. */
const [FIRST_YEAR, LAST_YEAR] = [2020, 2045];
const HOUR_NANOSECONDS = 3_600_000_000_000;

/** Whether clocks in a zone are whole hours from UTC all year round, so that its hours are hours of UTC. */
export function hasWholeHours(zone: string): boolean {
  if (!zoneExists(zone)) return false;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1)
    for (let month = 1; month <= 12; month += 1) {
      const first = Temporal.PlainDate.from({ year, month, day: 1 }).toZonedDateTime('UTC');
      if (first.withTimeZone(zone).offsetNanoseconds % HOUR_NANOSECONDS !== 0) return false;
    }
  return true;
}

/** The date `days` after a date, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The date and time that a clock without any changes shows `minutes` later. */
export function addMinutes(
  { date, time }: { readonly date: string; readonly time: string },
  minutes: number,
): { date: string; time: string } {
  const later = Temporal.PlainDateTime.from(`${date}T${time}`).add({ minutes });
  return {
    date: later.toPlainDate().toString(),
    time: later.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** The calendar month of an instant in UTC, as its first instant and the first of the next month. */
export function utcMonth(at: Instant): { start: Instant; end: Instant; name: string } {
  const first = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO('UTC')
    .with({ day: 1 })
    .startOfDay();
  return {
    start: first.epochMilliseconds,
    end: first.add({ months: 1 }).epochMilliseconds,
    name: first.toPlainDate().toPlainYearMonth().toString(),
  };
}
