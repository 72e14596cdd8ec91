import { MAX_SLOT, MIN_SLOT, canStay, longestEnd, shortOf, type Placed } from '@patchbay/engine/scheduling';
import { MINUTE, type Interval } from '@patchbay/engine/time';
import type { Snapshot } from '@patchbay/engine/placement';
import type { Actor } from '../../../context.ts';
import { once } from '../../../db/idempotency.ts';
import { sqlState, type Tx } from '../../../db/pool.ts';
import { notFound } from '../../../errors.ts';
import * as catalogs from '../../catalog/service.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import { endMoved } from '../../environments/slot-news.ts';
import { bookedModel } from '../booked-design.ts';
import type { ChangeQuoteDto, ChangeResultDto, RoomDto } from '../dto.ts';
import * as placed from '../placed.ts';
import * as repository from '../repository.ts';
import { slotDto } from '../slot-dto.ts';
import type { Booked } from '../slots.ts';
import { budgetFor, priceOf } from './price.ts';
import { changedMeanwhile, comparePrice, EXCLUDED } from './refusals.ts';

export interface ChangeAsked {
  readonly slotId: string;
  /** The slot alone, or with it every later one of its reservation that has not begun, at the same wall time. */
  readonly scope: 'this' | 'following';
  /** Of this slot. One that is under way keeps its start. */
  readonly start: string;
  readonly end: string;
  /** Another revision of its design, at today's prices. */
  readonly revision?: number | undefined;
}

/** A slot that is to end at another time, where it is. */
interface Staying {
  readonly row: Booked;
  readonly placed: Placed;
  /** What of the world there is beside its own claims. */
  readonly seen: Snapshot;
  readonly own: readonly Interval[];
  readonly now: number;
}

/** How long a slot can go on where it is: the last end, its price, and what is in the way after that. */
export async function room(actor: Actor, slotId: string): Promise<RoomDto> {
  const { app, member } = actor;
  const row = await app.db.app.tx(member, (tx) => repository.bySlot(tx, slotId));
  if (row?.slot.accountId !== member.accountId) throw notFound('slot');
  const asked = await look(actor, row, row.slot.during.start + MAX_SLOT);
  const { start, end } = row.slot.during;
  const limit = Math.max(end, Math.min(start + MAX_SLOT, nextOwn(asked) ?? Number.POSITIVE_INFINITY));
  const from = Math.max(end, asked.now);
  const longest = longestEnd(asked.seen, from, limit, (to) => stays(asked, { start: from, end: to }));
  const price = await priceUntil(app, asked, longest);
  return {
    end: new Date(end).toISOString(),
    longestEnd: new Date(longest).toISOString(),
    totalMicros: price.sum.expectedMicros,
    totalMinor: price.sum.minor,
    beforeMicros: row.slot.totalMicros,
    currency: price.currency,
    after: whatFollows(asked, longest, start + MAX_SLOT),
  };
}

/** What is in the way at an instant: the longest that a slot may be, the next slot of the same environment, or somebody's claim. */
function whatFollows(asked: Staying, at: number, limit: number): RoomDto['after'] {
  if (at >= limit) return { why: 'longest' };
  if (nextOwn(asked) === at) return { why: 'own' };
  const short = shortOf(asked.placed, asked.seen, { start: at, end: at + MINUTE });
  return short?.of === 'pool' ? { why: 'pool', resourceClass: short.resourceClass } : { why: 'host' };
}

const nextOwn = ({ own, row }: Staying) => own.find(({ start }) => start >= row.slot.during.end)?.start;

const stays = ({ placed: taken, seen }: Staying, during: Interval) => canStay(taken, seen, during);

async function look({ app, member }: Actor, row: Booked, until: number): Promise<Staying> {
  const { id, environmentId, during } = row.slot;
  return app.db.platform.tx(member, async (tx) => {
    const end = Math.max(until, during.end + MINUTE);
    const window = { start: during.end, end, horizonEnd: end };
    return {
      row,
      placed: await placedOf(tx, id),
      seen: await dataCenter.snapshot(tx, window, new Set([id])),
      own: await repository.openSlotsOf(tx, environmentId, [id]),
      now: tx.now,
    };
  });
}

async function placedOf(tx: Tx, slotId: string): Promise<Placed> {
  const hosts = await placed.hostClaimsOf(tx, slotId);
  return {
    hosts: hosts.map(({ component, idx, hostId, cpuMilli, memoryMib, diskMib, gpu }) => ({
      component,
      idx,
      hostId,
      vector: { cpuMilli, memoryMiB: memoryMib, diskMiB: diskMib, gpu },
    })),
    pools: await placed.poolClaimsOf(tx, slotId),
  };
}

async function priceUntil(app: Actor['app'], { row }: Staying, end: number) {
  return app.db.platform.tx(null, async (tx) => {
    const model = await bookedModel(tx, row);
    const version = await catalogs.priceBookVersion(tx, row.reservation.priceBookVersionId);
    const grade = (await dataCenter.siteGrades(tx)).get(row.reservation.siteId) ?? null;
    const slot = { start: row.slot.during.start, end };
    const price = priceOf([{ model, slot }], version, grade);
    return { ...price, price, model, book: version, grade, currency: version.book.currency };
  });
}

/** Whether a slot that is under way can end at another time, and what it would cost then. */
export async function quoteEnd(actor: Actor, row: Booked, end: number): Promise<ChangeQuoteDto> {
  const { start, end: before } = row.slot.during;
  const slot = { start, end };
  // Hours beyond the longest slot would be priced one by one, for an answer that is no.
  const reckoned = Math.min(end, start + MAX_SLOT);
  const asked = await look(actor, row, reckoned);
  const price = await priceUntil(actor.app, asked, reckoned);
  const common = {
    date: new Date(start).toISOString().slice(0, 10),
    slot: slotDto(slot),
    twice: false,
    rejection: null,
    alternatives: [],
  };
  const outcome = problemOf(asked, slot, before);
  const fits = outcome === 'fits';
  const more = { start: Math.max(before, asked.now), end: reckoned };
  const added = fits && more.end > more.start ? [{ model: price.model, slot: more }] : [];
  return {
    fits,
    dates: [{ ...common, outcome, totalMicros: fits ? price.sum.expectedMicros : 0 }],
    currency: price.currency,
    beforeMicros: row.slot.totalMicros,
    totalMicros: price.sum.expectedMicros,
    totalMinor: price.sum.minor,
    estimate: price.sum,
    others: 0,
    budget: await budgetFor(actor, row.reservation.channelId, added, price),
  };
}

function problemOf(asked: Staying, { start, end }: Interval, before: number) {
  if (end <= asked.now) return 'past';
  if (end - start < MIN_SLOT) return 'too-short';
  if (end - start > MAX_SLOT) return 'too-far';
  if (end <= before) return 'fits';
  if ((nextOwn(asked) ?? end) < end) return 'own';
  return stays(asked, { start: before, end }) ? 'fits' : 'full';
}

export async function changeEnd(
  actor: Actor,
  row: Booked,
  input: ChangeAsked & { key: string; expectedTotalMinor: number },
): Promise<ChangeResultDto> {
  const { app, member } = actor;
  const end = Date.parse(input.end);
  const quote = await quoteEnd(actor, row, end);
  if (!quote.fits) return { outcome: 'conflicts', quote };
  comparePrice(quote.totalMinor, input.expectedTotalMinor);
  const store = app.db.platform.tx(member, (tx) =>
    once(tx, member.accountId, input, async (): Promise<ChangeResultDto> => {
      if (!(await placed.endSlotAt(tx, row.slot, end, quote.totalMicros))) throw changedMeanwhile();
      await endMoved(tx, row.slot, row.slot.during.end, end);
      return { outcome: 'changed', slots: 1 };
    }),
  );
  const result = await store.catch(async (error: unknown): Promise<ChangeResultDto> => {
    if (sqlState(error) !== placed.OVERDRAWN) throw sqlState(error) === EXCLUDED ? changedMeanwhile() : error;
    return { outcome: 'conflicts', quote: await quoteEnd(actor, row, end) };
  });
  app.wake();
  return result;
}
