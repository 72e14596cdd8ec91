import { HOUR, instantOf, wallTimeOf } from '@patchbay/engine/time';

/** What a date-and-time field holds for an instant. */
export function fieldOf(at: number, zone: string): string {
  const { date, time } = wallTimeOf(at, zone);
  return `${date}T${time.slice(0, 5)}`;
}

/** The instant of a field; null where it holds none that exists. Of two instants of one wall time it is the first. */
export function instantIn(text: string, zone: string): number | null {
  const [date = '', time = ''] = text.split('T');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time)) return null;
  const read = instantOf({ date, time: time.slice(0, 5), zone });
  return read.outcome === 'ok' ? read.at : read.outcome === 'fold' ? read.first : null;
}

/** The next full hour, and two hours of it. */
export function firstOffer(now: number): { start: number; end: number } {
  const start = (Math.floor(now / HOUR) + 1) * HOUR;
  return { start, end: start + 2 * HOUR };
}
