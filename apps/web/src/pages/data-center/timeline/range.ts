import { addDays, DAY, HOUR, instantOf, wallTimeOf } from '@patchbay/engine/time';

export const ZOOMS = ['day', 'week', 'month'] as const;
export type Zoom = (typeof ZOOMS)[number];

export interface Range {
  readonly start: number;
  readonly end: number;
}

export const LENGTH: Readonly<Record<Zoom, number>> = { day: DAY, week: 7 * DAY, month: 31 * DAY };
/** What is shown of the past, when a timeline is around now. */
const BEFORE_HOURS = 2;
const BEFORE_DAYS: Readonly<Record<Zoom, number>> = { day: 0, week: 1, month: 3 };

/** The period around an instant: a day from whole hours on, more from midnight on. */
export function around(now: number, zoom: Zoom, zone: string): Range {
  const start =
    zoom === 'day'
      ? (Math.floor(now / HOUR) - BEFORE_HOURS) * HOUR
      : midnight(addDays(wallTimeOf(now, zone).date, -BEFORE_DAYS[zoom]), zone);
  return { start, end: start + LENGTH[zoom] };
}

/** The first instant of a date; where the clocks jump over it, the instant to which they do. */
function midnight(date: string, zone: string): number {
  const at = instantOf({ date, time: '00:00', zone });
  return at.outcome === 'ok' ? at.at : at.outcome === 'fold' ? at.first : Date.parse(`${date}T00:00:00Z`);
}

/** An instant as the address has it, to the minute; null for what is none. */
export function readStart(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(text)) return null;
  const at = Date.parse(text);
  const year = Number.isNaN(at) ? 0 : new Date(at).getUTCFullYear();
  return year >= 2001 && year < 2199 ? at : null;
}

export function writeStart(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}

export interface Tick {
  readonly at: number;
  /** Whether it bears a label: a month has no room for all of them. */
  readonly named: boolean;
}

const TICK_HOURS = 3;
const NAMED_DAYS: Readonly<Record<Exclude<Zoom, 'day'>, number>> = { week: 1, month: 5 };

/** Where the axis is marked: every three hours of a day, else every midnight of the zone. */
export function ticksOf({ start, end }: Range, zoom: Zoom, zone: string): Tick[] {
  if (zoom === 'day')
    return Array.from({ length: Math.ceil((end - start) / (TICK_HOURS * HOUR)) }, (_, n) => ({
      at: start + n * TICK_HOURS * HOUR,
      named: true,
    }));
  const first = wallTimeOf(start, zone).date;
  const every = NAMED_DAYS[zoom];
  return Array.from({ length: Math.ceil((end - start) / DAY) + 1 }, (_, n) => ({
    at: midnight(addDays(first, n), zone),
    named: n % every === 0,
  })).filter(({ at }) => at >= start && at < end);
}
