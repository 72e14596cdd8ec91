import type { DesignModel } from '@patchbay/engine/design';
import { can } from '@patchbay/engine/reservation';
import { planSeries, SEARCH_HORIZON, type SeriesPlan } from '@patchbay/engine/scheduling';
import { addDays, MINUTE, occurrenceOn, wallTimeOf, type Interval } from '@patchbay/engine/time';
import type { Actor } from '../../../context.ts';
import { newId } from '../../../db/ids.ts';
import { once, replyTo } from '../../../db/idempotency.ts';
import { sqlState, type Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import * as catalogs from '../../catalog/service.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import * as environments from '../../environments/service.ts';
import { moved } from '../../environments/slot-news.ts';
import { bookedModel } from '../booked-design.ts';
import type { ChangeQuoteDto, ChangeResultDto } from '../dto.ts';
import * as placed from '../placed.ts';
import * as repository from '../repository.ts';
import * as revisions from '../revisions.ts';
import { slotDto } from '../slot-dto.ts';
import type { Booked } from '../slots.ts';
import { MAX_PLANS } from './claim.ts';
import { budgetFor, priceOf, type Planned, type Price } from './price.ts';
import { checked, dateDtos, mayStart, type SeriesDate } from './series-dates.ts';
import { changeEnd, quoteEnd, type ChangeAsked } from './change-end.ts';
import { changedMeanwhile, comparePrice, EXCLUDED, refuseAtCap } from './refusals.ts';
import { readSubject, within } from './subject.ts';

/** Whether slots can have other times, and what they would cost then. Changes nothing. */
export async function quoteChange(actor: Actor, input: ChangeAsked): Promise<ChangeQuoteDto> {
  const { underWay, asked } = await read(actor, input);
  if (underWay) return quoteEnd(actor, underWay, Date.parse(onlyEnd(input).end));
  return answer(actor, asked, await survey(actor, asked));
}

/**
 * Gives slots other times, all that were meant or none, at the price the caller saw. Where they do not fit they stay as they
 * are (CAP-3): what they have is given up only in the transaction that takes the new.
 */
export async function change(
  actor: Actor,
  input: ChangeAsked & { key: string; expectedTotalMinor: number },
): Promise<ChangeResultDto> {
  const known = await actor.app.db.app.tx(actor.member, (tx) => replyTo(tx, actor.member.accountId, input));
  if (known) return known.reply as ChangeResultDto;
  const { underWay, asked } = await read(actor, input);
  if (underWay) return changeEnd(actor, underWay, onlyEnd(input));
  for (let tries = 1; tries <= MAX_PLANS; tries += 1) {
    const solved = await survey(actor, asked);
    const quote = await answer(actor, asked, solved);
    if (!quote.fits) return { outcome: 'conflicts', quote };
    comparePrice(quote.totalMinor, input.expectedTotalMinor);
    refuseAtCap(quote.budget);
    const result = await store(actor, input, asked, solved).catch((error: unknown) => {
      if (sqlState(error) === placed.OVERDRAWN) return null;
      throw sqlState(error) === EXCLUDED ? changedMeanwhile() : error;
    });
    if (result) {
      actor.app.wake();
      return result;
    }
  }
  return { outcome: 'conflicts', quote: await answer(actor, asked, await survey(actor, asked)) };
}

async function slotOf(tx: Tx, accountId: string, slotId: string): Promise<Booked> {
  const row = await repository.bySlot(tx, slotId);
  if (row?.slot.accountId !== accountId) throw notFound('slot');
  if (!can.release(row.slot.state))
    throw new PatchbayError('CONFLICT', 'This slot is over or ending already. Nothing was changed.');
  return row;
}

function onlyEnd<T extends ChangeAsked>(input: T): T {
  if (input.revision === undefined) return input;
  throw new PatchbayError(
    'CONFLICT',
    'This slot has begun meanwhile; another revision is applied to what runs. Nothing was changed.',
  );
}

interface Read {
  readonly rows: readonly Booked[];
  readonly dates: readonly SeriesDate[];
  readonly inside: DesignModel;
  /** Other slots of the environment. */
  readonly own: readonly Interval[];
  /** The plans that would be replaced, by slot. */
  readonly parents: ReadonlyMap<string, number>;
  readonly home: { readonly siteId: string; readonly dataOn: readonly string[] };
  readonly book: catalogs.PriceBookVersion;
  readonly now: number;
}

/** A slot that is under way, or one that has not begun with all that a change of it is reckoned beside. */
type Meant =
  | { readonly underWay: Booked; readonly asked?: never }
  | { readonly underWay?: never; readonly asked: Read };

/** All of one instant: what is planned anew after that is not replaced by what was reckoned beside it (REP-1). */
async function read({ app, member }: Actor, input: ChangeAsked): Promise<Meant> {
  return app.db.app.look(member, async (tx): Promise<Meant> => {
    const row = await slotOf(tx, member.accountId, input.slotId);
    if (!can.cancel(row.slot.state)) return { underWay: row };
    const rows = input.scope === 'this' ? [row] : await following(tx, row);
    const dates = datesOf(row, rows, input, tx.now);
    const home = await environments.homeOf(tx, member.accountId, row.slot.environmentId);
    if (!home) throw notFound('environment');
    const ids = rows.map(({ slot }) => slot.id);
    const own = await repository.openSlotsOf(tx, row.slot.environmentId, ids);
    const asked = {
      rows,
      dates: dates.map((date) => mayStart(date, own)),
      ...(await drawnAs(tx, row, input.revision)),
      own,
      parents: await placed.currentPlans(tx, ids),
      home,
      now: tx.now,
    };
    return { asked };
  });
}

/** What is to run, at which prices: as it was booked, or another revision with the same counts and sizes of its own. */
async function drawnAs(
  tx: Tx,
  row: Booked,
  revision: number | undefined,
): Promise<Pick<Read, 'inside' | 'book'>> {
  const { accountId, designId, overrides, priceBookVersionId } = row.reservation;
  if (revision === undefined)
    return {
      inside: await bookedModel(tx, row),
      book: await catalogs.priceBookVersion(tx, priceBookVersionId),
    };
  const { models, book } = await readSubject(tx, accountId, { designId, revision }, [overrides]);
  const [inside] = models;
  if (!inside) throw new Error('a subject without a design');
  return { inside, book };
}

async function following(tx: Tx, row: Booked): Promise<Booked[]> {
  const all = await repository.slotsOf(tx, row.slot.accountId, row.reservation.id);
  return all.filter(({ slot }) => can.cancel(slot.state) && slot.during.start >= row.slot.during.start);
}

/** Whether a slot is asked to be at the times that it has. */
function stays({ slot }: Booked, { start, end }: ChangeAsked): boolean {
  return Date.parse(start) === slot.during.start && Date.parse(end) === slot.during.end;
}

/**
 * The slot that is meant gets the asked times; those after it the same change on the wall clock, on their own days. Where its
 * times stay, theirs do.
 */
function datesOf(row: Booked, rows: readonly Booked[], asked: ChangeAsked, now: number): SeriesDate[] {
  const {
    slot,
    reservation: { zone },
  } = row;
  const { start, end } = asked;
  const stay = stays(row, asked);
  const [from, to] = [wallTimeOf(Date.parse(start), zone), wallTimeOf(Date.parse(end), zone)];
  const minutes = (utc(to) - utc(from)) / MINUTE;
  const shift = Math.round(
    (utcDay(from.date) - utcDay(wallTimeOf(slot.during.start, zone).date)) / 86_400_000,
  );
  return rows.map((one): SeriesDate => {
    const date = addDays(wallTimeOf(one.slot.during.start, zone).date, shift);
    if (stay || one.slot.id === slot.id) {
      const during = stay ? one.slot.during : { start: Date.parse(start), end: Date.parse(end) };
      return checked({ date, zone, outcome: 'asked', slot: during, twice: false }, now);
    }
    const found = occurrenceOn(date, { time: from.time, minutes, zone });
    if (found?.outcome !== 'slot') return { date, zone, outcome: 'gap', which: found?.which ?? 'start' };
    return checked({ date, zone, outcome: 'asked', slot: found.slot, twice: found.twice }, now);
  });
}

const utc = ({ date, time }: { date: string; time: string }) => Date.parse(`${date}T${time}Z`);
const utcDay = (date: string) => Date.parse(`${date}T00:00:00Z`);

interface Solved {
  readonly plan: SeriesPlan;
  readonly price: Price;
  readonly grade: number | null;
}

async function survey({ app }: Actor, { rows, dates, inside, home, book, now }: Read): Promise<Solved> {
  const slots = dates.flatMap((date) => (date.outcome === 'asked' ? [date.slot] : []));
  const start = Math.min(...slots.map((slot) => slot.start), now);
  const end = Math.max(...slots.map((slot) => slot.end), now + 1);
  const window = { start, end, horizonEnd: end + SEARCH_HORIZON };
  const ids = new Set(rows.map(({ slot }) => slot.id));
  const [seen, grades] = await app.db.platform.tx(null, async (tx) => [
    await dataCenter.snapshot(tx, window, ids),
    await dataCenter.siteGrades(tx),
  ]);
  const bound = { siteId: home.siteId, hostIds: home.dataOn, name: null };
  const plan = planSeries({ slots, model: inside, outside: null }, within(seen, bound));
  // Wherever it has been moved to since, its price is that of the site at which it was booked.
  const grade = grades.get(rows[0]?.reservation.siteId ?? '') ?? null;
  return { plan, price: priceOf(fitting(inside, plan), book, grade), grade };
}

function fitting(model: DesignModel, plan: SeriesPlan): Planned[] {
  return plan.slots.flatMap(({ fits, slot }) => (fits ? [{ model, slot }] : []));
}

async function answer(actor: Actor, asked: Read, { plan, price, grade }: Solved): Promise<ChangeQuoteDto> {
  const { rows, own, inside, book } = asked;
  const [first] = rows;
  if (!first) throw new Error('a change of no slot');
  const instead = rows.map(({ slot }) => slot.id);
  const terms = { price, book, grade, instead };
  const prices = price.each.map(({ expectedMicros }) => expectedMicros);
  const dates = dateDtos(asked, plan, prices);
  return {
    fits: dates.every(({ outcome }) => outcome === 'fits'),
    dates,
    currency: book.book.currency,
    beforeMicros: rows.reduce((sum, { slot }) => sum + slot.totalMicros, 0),
    totalMicros: price.sum.expectedMicros,
    totalMinor: price.sum.minor,
    estimate: price.sum,
    others: own.filter(({ start }) => start >= first.slot.during.start).length,
    budget: await budgetFor(actor, first.reservation.channelId, fitting(inside, plan), terms),
  };
}

async function store(
  { app, member, person }: Actor,
  input: ChangeAsked & { key: string; expectedTotalMinor: number },
  { rows, home, book, parents }: Read,
  { plan, price }: Solved,
): Promise<ChangeResultDto> {
  return app.db.platform.tx(member, (tx) =>
    once(tx, member.accountId, input, async (): Promise<ChangeResultDto> => {
      const ids = rows.map(({ slot }) => slot.id);
      const slots = plan.slots.flatMap((one, n) => {
        const id = ids[n];
        if (!one.fits || id === undefined) return [];
        return [
          {
            id,
            ...slotDto(one.slot),
            totalMicros: price.each[n]?.expectedMicros ?? 0,
            parentNo: parents.get(id) ?? 0,
            hostClaims: one.hosts.map(({ vector, ...where }) => ({ ...where, ...vector })),
            poolClaims: one.pools,
          },
        ];
      });
      if (!(await placed.changeSlots(tx, member.accountId, slots))) throw changedMeanwhile();
      const [first] = rows;
      if (!first) throw new Error('a change of no slot');
      if (input.revision !== undefined)
        await revisions.moveToRevision(tx, first.reservation, {
          id: newId('res'),
          revision: input.revision,
          priceBookVersionId: book.id,
          bookedBy: person.id,
          slotIds: ids,
        });
      await moved(tx, first.slot, {
        siteId: home.siteId,
        slotIds: ids,
        times: !stays(first, input),
        revision: input.revision,
      });
      return { outcome: 'changed', slots: ids.length };
    }),
  );
}
