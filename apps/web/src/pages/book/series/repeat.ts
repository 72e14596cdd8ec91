import {
  addDays,
  instantOf,
  MAX_SLOTS,
  MINUTE,
  occurrencesOf,
  wallTimeOf,
  weekdayOf,
  WEEKDAYS,
  type Recurrence,
  type Weekday,
} from '@patchbay/engine/time';
import { ownSlot, readChoice, type OwnChoice, type SlotChoice } from '../slot-choice.ts';

/** How often, as the form holds it. */
export interface Repeat {
  readonly unit: 'once' | 'day' | 'week';
  readonly every: number;
  readonly weekdays: readonly Weekday[];
  readonly ending: 'count' | 'until';
  /** What stands in the field: text as long as it is no number. */
  readonly count: number | string;
  readonly until: string;
}

export const ONCE: Repeat = { unit: 'once', every: 1, weekdays: [], ending: 'count', count: 10, until: '' };

const WORKDAYS: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR'];

/** What the choice of a rhythm is called. */
export type Rhythm = 'once' | 'daily' | 'workdays' | 'weekly';

export function rhythmOf({ unit, weekdays, every }: Repeat): Rhythm {
  if (unit === 'once') return 'once';
  if (unit === 'day') return 'daily';
  const work = weekdays.length === WORKDAYS.length && WORKDAYS.every((day) => weekdays.includes(day));
  return work && every === 1 ? 'workdays' : 'weekly';
}

/** Another rhythm; one that is on chosen days begins with the day of the start. */
export function withRhythm(repeat: Repeat, rhythm: Rhythm, start: string): Repeat {
  const until = repeat.until || addDays(start, 30);
  switch (rhythm) {
    case 'once':
      return { ...repeat, unit: 'once' };
    case 'daily':
      return { ...repeat, unit: 'day', every: 1, until };
    case 'workdays':
      return { ...repeat, unit: 'week', every: 1, weekdays: WORKDAYS, until };
    case 'weekly':
      return {
        ...repeat,
        unit: 'week',
        every: 1,
        weekdays: WEEKDAYS.filter((_, n) => n + 1 === weekdayOf(start)),
        until,
      };
    default:
      return rhythm satisfies never;
  }
}

/** Start and end of a choice as wall time. */
function wallOf(choice: SlotChoice, now: number): OwnChoice | null {
  if (choice.mode === 'own') return choice;
  const reading = readChoice(choice, now);
  return reading.outcome === 'slot' ? ownSlot(reading.slot, choice.zone) : null;
}

/** The rule of a repeated choice; null where its start or its end is no time. */
export function ruleOf(choice: SlotChoice, repeat: Repeat, now: number): Recurrence | null {
  const wall = wallOf(choice, now);
  if (!wall || repeat.unit === 'once') return null;
  const length = minutesBetween(wall.start, wall.end);
  if (!wall.start.date || !wall.start.time || !(length > 0)) return null;
  return {
    zone: wall.zone,
    date: wall.start.date,
    time: wall.start.time,
    minutes: length,
    every: repeat.every,
    unit: repeat.unit,
    weekdays: repeat.unit === 'week' ? WEEKDAYS.filter((day) => repeat.weekdays.includes(day)) : [],
    ends: repeat.ending === 'count' ? { count: Number(repeat.count || Number.NaN) } : { until: repeat.until },
    except: [],
  };
}

/** Minutes on a clock that never changes; NaN where one of them is no time. */
function minutesBetween(from: { date: string; time: string }, to: { date: string; time: string }): number {
  const at = ({ date, time }: { date: string; time: string }) => {
    const read = instantOf({ date, time, zone: 'UTC' });
    return read.outcome === 'ok' ? read.at : Number.NaN;
  };
  return (at(to) - at(from)) / MINUTE;
}

/** Whether a series can have so many dates. */
export function isCount(count: number | string): boolean {
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MAX_SLOTS;
}

/** Every day that a rule means, those left out as well; a refusal's code where it means none. */
export function datesOf(rule: Recurrence): readonly string[] | `series-${string}` {
  if ('count' in rule.ends && !isCount(rule.ends.count)) return 'series-count';
  const found = occurrencesOf(rule);
  return found.outcome === 'ok'
    ? found.occurrences.map(({ date }) => date)
    : (`series-${found.outcome}` as const);
}

/** The first day of a choice, in its zone. */
export function firstDay(choice: SlotChoice, now: number): string {
  return wallOf(choice, now)?.start.date || wallTimeOf(now, choice.zone).date;
}
