import { dayMonth, isoDate } from '../../../ui/format/time.ts';

/** `1–3 Dec`, `30 Nov–2 Dec`: the days of UTC from one instant up to another, the last one included. */
export function dayRange(from: number, to: number): string {
  const [first, last] = [isoDate(from, 'UTC'), isoDate(to - 1, 'UTC')];
  const start = dayMonth(first);
  return `${first.slice(0, 7) === last.slice(0, 7) ? start.slice(0, start.indexOf(' ')) : start}–${dayMonth(last)}`;
}
