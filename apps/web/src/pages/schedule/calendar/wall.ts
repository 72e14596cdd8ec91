import {
  addDays,
  DAY,
  instantOf,
  utcMonth,
  wallTimeOf,
  weekdayOf,
  type Interval,
} from '@patchbay/engine/time';

/** Wall time of an instant as the calendar wants it: `YYYY-MM-DD HH:mm:ss`. */
export function wallText(at: number, zone: string): string {
  const { date, time } = wallTimeOf(at, zone);
  return `${date} ${time}:00`;
}

export const VIEWS = ['day', 'week', 'month', 'table'] as const;
export type View = (typeof VIEWS)[number];
export type Period = Exclude<View, 'table'>;

/** The first day that a view of a date shows; weeks begin on Monday. */
export function firstOf(view: Period, date: string): string {
  if (view === 'day') return date;
  if (view === 'month') return `${date.slice(0, 8)}01`;
  return addDays(date, 1 - weekdayOf(date));
}

/** The date so many days, weeks or months later. A month keeps the day, or its last one. */
export function stepped(view: Period, date: string, by: 1 | -1): string {
  if (view === 'day') return addDays(date, by);
  if (view === 'week') return addDays(date, 7 * by);
  const month = utcMonth(Date.parse(date));
  const { name, start, end } = utcMonth(by === 1 ? month.end : month.start - 1);
  const day = Math.min(Number(date.slice(8)), (end - start) / DAY);
  return `${name}-${String(day).padStart(2, '0')}`;
}

/** The instants that a view shows in a zone. A month's first and last weeks are shown whole. */
export function periodOf(view: Period, date: string, zone: string): Interval {
  const first = view === 'month' ? firstOf('week', firstOf('month', date)) : firstOf(view, date);
  const after =
    view === 'month'
      ? addDays(firstOf('week', addDays(stepped('month', firstOf('month', date), 1), -1)), 7)
      : addDays(first, view === 'week' ? 7 : 1);
  return { start: midnight(first, zone), end: midnight(after, zone) };
}

function midnight(date: string, zone: string): number {
  const read = instantOf({ date, time: '00:00', zone });
  if (read.outcome === 'ok') return read.at;
  return read.outcome === 'fold' ? read.first : Date.parse(`${date}T00:00:00Z`);
}
