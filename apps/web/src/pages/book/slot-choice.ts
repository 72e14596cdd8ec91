import { LATE_START, slotProblem, type SlotProblem } from '@patchbay/engine/scheduling';
import { addDays, HOUR, instantOf, MINUTE, overlaps, wallTimeOf, type Interval } from '@patchbay/engine/time';
import { isOver } from '@patchbay/engine/reservation';
import type { EnvironmentRow } from '../../api/types.ts';

/** A moment as the form holds it: wall time, and which of two when the clocks go back. */
export interface WallField {
  readonly date: string;
  readonly time: string;
  readonly later: boolean;
}

/** What the person chose. `now` moves with the clock until it is booked; `own` stands still as wall time. */
export type SlotChoice = { readonly mode: 'now'; readonly hours: number; readonly zone: string } | OwnChoice;
export interface OwnChoice {
  readonly mode: 'own';
  readonly start: WallField;
  readonly end: WallField;
  readonly zone: string;
  /** How long it was while its start could be read last; a date that is being typed is none on the way. */
  readonly lasting?: number;
}

export type FieldProblem = 'gap' | 'invalid';
export type SlotReading =
  | { readonly outcome: 'slot'; readonly slot: Interval; readonly folds: Folds }
  | { readonly outcome: 'field'; readonly which: 'start' | 'end'; readonly problem: FieldProblem }
  | { readonly outcome: 'problem'; readonly problem: SlotProblem; readonly folds: Folds };

type Fold = { readonly first: number; readonly second: number };
export interface Folds {
  readonly start: Fold | null;
  readonly end: Fold | null;
}

export const DURATIONS = [1, 2, 4, 8] as const;
export const DEFAULT_HOURS = 2;

/** The next full minute: a slot that starts at once. */
export function nextMinute(now: number): number {
  return Math.ceil(now / MINUTE) * MINUTE;
}

/** At once; for an environment whose own slot is in the way, right after that. */
export function firstChoice(
  zone: string,
  now: number,
  environment?: Pick<EnvironmentRow, 'state' | 'slot'>,
): SlotChoice {
  const atOnce = { start: nextMinute(now), end: nextMinute(now) + DEFAULT_HOURS * HOUR };
  if (environment && !isOver(environment.state)) {
    const own = { start: Date.parse(environment.slot.start), end: Date.parse(environment.slot.end) };
    const after = nextMinute(own.end);
    if (overlaps(own, atOnce)) return ownSlot({ start: after, end: after + DEFAULT_HOURS * HOUR }, zone);
  }
  return { mode: 'now', hours: DEFAULT_HOURS, zone };
}

export function tomorrowMorning(now: number, zone: string): SlotChoice {
  const date = addDays(wallTimeOf(now, zone).date, 1);
  return {
    mode: 'own',
    start: { date, time: '09:00', later: false },
    end: { date, time: '11:00', later: false },
    zone,
  };
}

/** Whether the choice is exactly what the button for tomorrow sets. */
export function isTomorrow(choice: SlotChoice, now: number): boolean {
  return JSON.stringify(choice) === JSON.stringify(tomorrowMorning(now, choice.zone));
}

/** A slot as an own choice, such as one that was offered instead. */
export function ownSlot(slot: Interval, zone: string): OwnChoice {
  return { mode: 'own', start: fieldOf(slot.start, zone), end: fieldOf(slot.end, zone), zone };
}

function fieldOf(at: number, zone: string): WallField {
  const { date, time } = wallTimeOf(at, zone);
  const read = instantOf({ date, time, zone });
  return { date, time, later: read.outcome === 'fold' && read.second === at };
}

/** Keeps the start and makes the slot last `hours`. */
export function lasting(choice: SlotChoice, hours: number): SlotChoice {
  if (choice.mode === 'now') return { ...choice, hours };
  const start = read(choice.start, choice.zone);
  if (typeof start === 'string') return choice;
  return { ...choice, end: fieldOf(start.at + hours * HOUR, choice.zone) };
}

/** Another start, or a part of it: the end moves along, so that the slot is as long as before. */
export function startingAt(choice: OwnChoice, patch: Partial<WallField>): OwnChoice {
  const { lasting: before, ...rest } = choice;
  const next = { ...rest, start: { ...choice.start, later: false, ...patch } };
  const lasting = before ?? lengthOf(choice);
  // Where there was no length, as with an end before the start, there is none to keep.
  if (lasting === null) return next;
  const start = read(next.start, choice.zone);
  return isMoment(start) ? { ...next, end: fieldOf(start.at + lasting, choice.zone) } : { ...next, lasting };
}

/** Another end, or a part of it. */
export function endingAt({ lasting: _, ...choice }: OwnChoice, patch: Partial<WallField>): OwnChoice {
  return { ...choice, end: { ...choice.end, later: false, ...patch } };
}

function lengthOf({ start, end, zone }: OwnChoice): number | null {
  const [from, to] = [read(start, zone), read(end, zone)];
  return isMoment(from) && isMoment(to) && to.at > from.at ? to.at - from.at : null;
}

const isMoment = (found: ReturnType<typeof read> | undefined) => typeof found === 'object';

/** What the choice comes to at the world's time `now`. */
export function readChoice(choice: SlotChoice, now: number): SlotReading {
  if (choice.mode === 'now') {
    const start = nextMinute(now);
    return {
      outcome: 'slot',
      slot: { start, end: start + choice.hours * HOUR },
      folds: { start: null, end: null },
    };
  }
  const start = read(choice.start, choice.zone);
  if (typeof start === 'string') return { outcome: 'field', which: 'start', problem: start };
  const end = read(choice.end, choice.zone);
  if (typeof end === 'string') return { outcome: 'field', which: 'end', problem: end };
  const slot = { start: start.at, end: end.at };
  const folds = { start: start.fold, end: end.fold };
  // A start that is over makes every other remark about the slot idle.
  const problem = slot.start < now - LATE_START ? 'past' : slotProblem(slot, now);
  return problem ? { outcome: 'problem', problem, folds } : { outcome: 'slot', slot, folds };
}

function read(
  { date, time, later }: WallField,
  zone: string,
): { at: number; fold: Fold | null } | FieldProblem {
  if (!date || !time) return 'invalid';
  const result = instantOf({ date, time, zone });
  switch (result.outcome) {
    case 'ok':
      return { at: result.at, fold: null };
    case 'fold':
      return { at: later ? result.second : result.first, fold: result };
    case 'gap':
    case 'invalid':
      return result.outcome;
    default:
      return result satisfies never;
  }
}
