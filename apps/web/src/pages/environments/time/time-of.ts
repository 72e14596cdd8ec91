import { clock, day, dayClock } from '../../../ui/format/time.ts';

/** The time alone on the day of a slot, the day with it on another one. */
export function timeOf(at: number, beside: number, zone: string): string {
  return day(at, zone) === day(beside, zone) ? clock(at, zone) : dayClock(at, zone);
}
