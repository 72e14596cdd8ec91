import type { DesignModel } from '@patchbay/engine/design';
import { nearestSlots, slotProblem, type SeriesPlan, type SlotPlan } from '@patchbay/engine/scheduling';
import {
  addDays,
  DAY,
  instantOf,
  MINUTE,
  occurrencesOf,
  overlaps,
  wallTimeOf,
  type Interval,
  type Occurrence,
  type Recurrence,
} from '@patchbay/engine/time';
import { PatchbayError } from '../../../errors.ts';
import type { SeriesBetweenDto, SeriesDateDto } from '../dto.ts';
import { slotDto } from '../slot-dto.ts';

/** A date of a series: a slot to be planned, or why there is none. */
export type SeriesDate = { readonly date: string; readonly zone: string } & (
  | { readonly outcome: 'asked'; readonly slot: Interval; readonly twice: boolean }
  | { readonly outcome: 'past' | 'too-far' | 'too-short' | 'own'; readonly slot: Interval }
  | { readonly outcome: 'gap'; readonly which: 'start' | 'end' }
);

/** Of how many dates that are in conflict the nearest other times are looked for. */
const MAX_SEARCHED = 24;

/** Every date that a rule means, with the starts that were chosen instead of its own. */
export function readDates(
  rule: Recurrence,
  instead: readonly { date: string; start: string }[],
  now: number,
): SeriesDate[] {
  const found = occurrencesOf(rule);
  if (found.outcome !== 'ok')
    throw new PatchbayError('NOT_BOOKABLE', RULE_SENTENCES[found.outcome], {
      issues: [`series-${found.outcome}`],
    });
  const starts = new Map(instead.map(({ date, start }) => [date, Date.parse(start)]));
  const dates = found.occurrences.map((one) => dateOf(rule, one, starts.get(one.date), now));
  const slots = dates.flatMap((date) => (date.outcome === 'asked' ? [date.slot] : []));
  if (slots.some((slot, n) => slots.some((other, m) => m > n && overlaps(slot, other))))
    throw new PatchbayError('NOT_BOOKABLE', RULE_SENTENCES.overlap, { issues: ['series-overlap'] });
  return dates;
}

const RULE_SENTENCES = {
  'too-many': 'A series has at most 366 slots. Choose an earlier end or a longer pause.',
  none: 'No date is left in this series. Nothing was booked; choose another day or a later end.',
  overlap: 'A slot of this series lasts into the next one. Choose a shorter one or a longer pause.',
  invalid: 'This start is no date, time or zone. Choose another one.',
} as const;

function dateOf(rule: Recurrence, one: Occurrence, other: number | undefined, now: number): SeriesDate {
  const at = { date: one.date, zone: rule.zone };
  const length = one.outcome === 'slot' ? one.slot.end - one.slot.start : rule.minutes * MINUTE;
  if (other !== undefined && wallTimeOf(other, rule.zone).date === one.date)
    return checked(
      { ...at, outcome: 'asked', slot: { start: other, end: other + length }, twice: false },
      now,
    );
  if (one.outcome === 'gap') return { ...at, outcome: 'gap', which: one.which };
  return checked({ ...at, outcome: 'asked', slot: one.slot, twice: one.twice }, now);
}

/** A date whose slot may not be asked for at all says why. */
export function checked(date: Extract<SeriesDate, { outcome: 'asked' }>, now: number): SeriesDate {
  const problem = slotProblem(date.slot, now);
  switch (problem) {
    case null:
      return date;
    case 'past':
    case 'too-far':
    case 'too-short':
      return { ...date, outcome: problem };
    case 'order':
    case 'too-long':
      throw new PatchbayError('NOT_BOOKABLE', RULE_SENTENCES.invalid, { issues: [problem] });
    default:
      return problem satisfies never;
  }
}

/** A date on which the environment has another slot already cannot be planned. */
export function mayStart(date: SeriesDate, own: readonly Interval[]): SeriesDate {
  if (date.outcome !== 'asked' || !own.some((slot) => overlaps(slot, date.slot))) return date;
  return { date: date.date, zone: date.zone, outcome: 'own', slot: date.slot };
}

interface Around {
  readonly dates: readonly SeriesDate[];
  readonly own: readonly Interval[];
  readonly inside: DesignModel;
  readonly now: number;
}

/** The dates as they are shown; takes the price of each that fits from the front of `prices`. */
export function dateDtos(around: Around, { slots, seen }: SeriesPlan, prices: number[]): SeriesDateDto[] {
  const planned = [...slots];
  const taken = around.dates.flatMap((date) => ('slot' in date ? [date.slot] : []));
  let searched = 0;
  return around.dates.map((date): SeriesDateDto => {
    const common = { date: date.date, slot: 'slot' in date ? slotDto(date.slot) : null };
    const none = { ...common, twice: false, totalMicros: 0, rejection: null, alternatives: [] };
    const solved = date.outcome === 'asked' ? planned.shift() : undefined;
    if (date.outcome === 'asked' && solved?.fits)
      return { ...none, outcome: 'fits', twice: date.twice, totalMicros: prices.shift() ?? 0 };
    if (date.outcome === 'gap') return { ...none, outcome: date.which === 'start' ? 'gap-start' : 'gap-end' };
    if (date.outcome === 'past' || date.outcome === 'too-far' || date.outcome === 'too-short')
      return { ...none, outcome: date.outcome };
    searched += 1;
    const besides = [...around.own, ...taken.filter((slot) => slot !== date.slot)];
    const alternatives =
      searched > MAX_SEARCHED
        ? null
        : nearestSlots(around.inside, seen, date.slot, { within: dayOf(date, around.now), besides });
    const rejection = solved && !solved.fits ? solved.rejection : null;
    return {
      ...none,
      outcome: rejection ? 'full' : 'own',
      rejection,
      alternatives: alternatives && alternatives.map(slotDto),
    };
  });
}

export function betweenDto(planned: SlotPlan, totalMicros: number): SeriesBetweenDto {
  return {
    slot: slotDto(planned.slot),
    fits: planned.fits,
    totalMicros,
    rejection: planned.fits ? null : planned.rejection,
  };
}

/** What is left of a day in its zone. */
function dayOf({ date, zone }: SeriesDate, now: number): Interval {
  const midnight = (day: string) => {
    const read = instantOf({ date: day, time: '00:00', zone });
    if (read.outcome === 'ok') return read.at;
    return read.outcome === 'fold' ? read.first : null;
  };
  const start = midnight(date) ?? Date.parse(`${date}T00:00:00Z`);
  return { start: Math.max(start, now), end: midnight(addDays(date, 1)) ?? start + DAY };
}
