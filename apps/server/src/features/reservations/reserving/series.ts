import { readySeconds, type DesignModel, type Overrides } from '@patchbay/engine/design';
import { designPerHourAt } from '@patchbay/engine/rating';
import { planSeries, SEARCH_HORIZON, type SeriesPlan, type SlotPlan } from '@patchbay/engine/scheduling';
import { recurrenceText, type Interval, type Recurrence } from '@patchbay/engine/time';
import type { Actor } from '../../../context.ts';
import { replyTo } from '../../../db/idempotency.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import { claim, MAX_PLANS, type PlannedReservation, type PlannedSlot } from './claim.ts';
import type { SeriesQuoteDto, SeriesResultDto } from '../dto.ts';
import { budgetFor, priceOf, type Price } from './price.ts';
import * as repository from '../repository.ts';
import { betweenDto, dateDtos, mayStart, readDates, type SeriesDate } from './series-dates.ts';
import { comparePrice, refuseAtCap } from './refusals.ts';
import { readSubject, within, type Subject, type Wanted } from './subject.ts';

export interface SeriesAsked extends Wanted {
  readonly recurrence: Recurrence;
  /** Dates that are to start at another instant of the same day. */
  readonly instead: readonly { date: string; start: string }[];
  /** What is to stand in the times between the slots: the same parts, with other counts and sizes. */
  readonly outside?: Overrides | undefined;
}

/** Which dates of a series fit, what they cost, and of the rest why not and when else on that day. Holds nothing. */
export async function quoteSeries(actor: Actor, input: SeriesAsked): Promise<SeriesQuoteDto> {
  const asked = await read(actor, input);
  return answer(actor, asked, await survey(actor, asked));
}

/** Books every date of a series or none (CAP-2), at the price the caller saw, once per key. */
export async function bookSeries(
  actor: Actor,
  input: SeriesAsked & {
    key: string;
    zone: string;
    expectedTotalMinor: number;
    atExpiry?: 'suspend' | 'release' | undefined;
  },
): Promise<SeriesResultDto> {
  // A retry is answered first: by now its own claim may be what fills the slots.
  const known = await actor.app.db.app.tx(actor.member, (tx) => replyTo(tx, actor.member.accountId, input));
  if (known) return known.reply as SeriesResultDto;
  const asked = await read(actor, input);
  for (let tries = 1; tries <= MAX_PLANS; tries += 1) {
    const solved = await survey(actor, asked);
    const { site } = solved.plan;
    const [first, ...rest] = reservationsOf(asked, solved);
    if (!first || !site || !fitsWhole(asked, solved))
      return { outcome: 'conflicts', quote: await answer(actor, asked, solved) };
    comparePrice(solved.price.sum.minor, input.expectedTotalMinor);
    refuseAtCap(await budgetOf(actor, asked, solved));
    const result = await claim(actor, input, asked.subject, { place: site, reservations: [first, ...rest] });
    if (result) return result;
  }
  return { outcome: 'conflicts', quote: await answer(actor, asked, await survey(actor, asked)) };
}

interface Read {
  readonly recurrence: Recurrence;
  readonly overrides: Overrides | null;
  readonly subject: Subject;
  readonly inside: DesignModel;
  readonly outside: DesignModel | null;
  readonly dates: readonly SeriesDate[];
  /** Other slots of the same environment. */
  readonly own: readonly Interval[];
  readonly now: number;
}

async function read({ app, member }: Actor, input: SeriesAsked): Promise<Read> {
  const overrides = input.outside ?? null;
  return app.db.app.tx(member, async (tx) => {
    const asked = readDates(input.recurrence, input.instead, tx.now);
    const subject = await readSubject(
      tx,
      member.accountId,
      input,
      overrides === null ? [null] : [null, overrides],
    );
    const own =
      input.environmentId === undefined ? [] : await repository.openSlotsOf(tx, input.environmentId);
    const [inside, outside = null] = subject.models;
    if (!inside) throw new Error('a subject without a design');
    return {
      recurrence: input.recurrence,
      overrides,
      subject,
      inside,
      outside,
      dates: asked.map((date) => mayStart(date, own)),
      own,
      now: tx.now,
    };
  });
}

interface Solved {
  readonly plan: SeriesPlan;
  /** Of its site; null where there is none. */
  readonly grade: number | null;
  /** Of the slots that fit: first those of the series, then the times between. */
  readonly price: Price;
}

async function survey({ app }: Actor, asked: Read): Promise<Solved> {
  const { subject, dates, inside, outside } = asked;
  const slots = dates.flatMap((date) => (date.outcome === 'asked' ? [date.slot] : []));
  const start = Math.min(...slots.map((slot) => slot.start), asked.now);
  const end = Math.max(...slots.map((slot) => slot.end), asked.now + 1);
  const window = { start, end, horizonEnd: end + SEARCH_HORIZON };
  const [whole, grades] = await app.db.platform.tx(null, async (tx) => [
    await dataCenter.snapshot(tx, window),
    await dataCenter.siteGrades(tx),
  ]);
  const solved = planSeries({ slots, model: inside, outside }, within(whole, subject.bound));
  const grade = (solved.site && grades.get(solved.site.id)) ?? null;
  return { plan: solved, grade, price: priceOf(priced(asked, solved), subject.book, grade) };
}

function priced({ inside, outside }: Read, { slots, outside: between }: SeriesPlan) {
  const of = (model: DesignModel, planned: readonly SlotPlan[]) =>
    planned.flatMap(({ fits, slot }) => (fits ? [{ model, slot }] : []));
  return [...of(inside, slots), ...(outside === null ? [] : of(outside, between))];
}

/** Whether every date that was not left out has its slot, and the times between as well. */
function fitsWhole({ dates }: Read, { plan: { slots, outside } }: Solved): boolean {
  return (
    dates.every(({ outcome }) => outcome === 'asked') &&
    [...slots, ...outside].every(({ fits }) => fits) &&
    slots.length > 0
  );
}

function reservationsOf(
  { recurrence, overrides }: Read,
  { plan: { slots, outside }, price }: Solved,
): PlannedReservation[] {
  const prices = price.each.map(({ expectedMicros }) => expectedMicros);
  const planned = (all: readonly SlotPlan[]): PlannedSlot[] =>
    all.flatMap((one) =>
      one.fits ? [{ slot: one.slot, micros: prices.shift() ?? 0, hosts: one.hosts, pools: one.pools }] : [],
    );
  const text = recurrenceText(recurrence);
  return [
    { recurrence: text, overrides: null, slots: planned(slots) },
    { recurrence: text, overrides, slots: planned(outside) },
  ].filter((one) => one.slots.length > 0);
}

function budgetOf(actor: Actor, asked: Read, { plan, price, grade }: Solved) {
  const terms = { price, book: asked.subject.book, grade };
  return budgetFor(actor, actor.member.channelId, priced(asked, plan), terms);
}

async function answer(actor: Actor, asked: Read, solved: Solved): Promise<SeriesQuoteDto> {
  const { subject, inside, outside } = asked;
  const { plan: found, price, grade } = solved;
  const { book } = subject.book;
  const prices = price.each.map(({ expectedMicros }) => expectedMicros);
  const perHour = (model: DesignModel, planned: readonly SlotPlan[]) =>
    designPerHourAt(model, book, planned[0]?.slot.start ?? asked.now, { grade });
  return {
    fits: fitsWhole(asked, solved),
    siteName: found.site?.name ?? null,
    real: found.site?.real ?? null,
    currency: book.currency,
    perHourMicros: perHour(inside, found.slots),
    outsidePerHourMicros: outside && perHour(outside, found.outside),
    totalMicros: price.sum.expectedMicros,
    totalMinor: price.sum.minor,
    estimate: price.sum,
    priceBookVersionId: subject.book.id,
    readySeconds: readySeconds(inside),
    dates: dateDtos(asked, found, prices),
    outside: found.outside.map((one) => betweenDto(one, one.fits ? (prices.shift() ?? 0) : 0)),
    budget: await budgetOf(actor, asked, solved),
  };
}
