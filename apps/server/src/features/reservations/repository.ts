import { and, desc, eq, getTableColumns, inArray, ne, notInArray, sql } from 'drizzle-orm';
import { statesBefore, type SlotEvent, type SlotState } from '@patchbay/engine/reservation';
import type { Overrides } from '@patchbay/engine/design';
import type { HostClaim, PoolClaim } from '@patchbay/engine/placement';
import type { Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { reservation, slot } from './tables.ts';

/** A reservation as it is claimed: each slot with claims of its own. */
export interface ClaimedReservation {
  readonly id: string;
  readonly recurrence: string | null;
  readonly overrides: Overrides | null;
  readonly totalMicros: number;
  readonly slots: readonly ClaimedSlot[];
}

export interface ClaimedSlot {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly totalMicros: number;
  readonly hostClaims: readonly (Omit<HostClaim, 'vector'> & HostClaim['vector'])[];
  readonly poolClaims: readonly PoolClaim[];
}

export interface ClaimInput {
  readonly accountId: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly reply: unknown;
  readonly personId: string;
  readonly environmentId: string;
  readonly channelId: string;
  readonly designId: string;
  readonly revision: number;
  readonly name: string;
  readonly siteId: string;
  readonly priceBookVersionId: string;
  readonly zone: string;
  /** Of an environment that is there already. */
  readonly again: boolean;
  /** Whether images have to be brought to its host before the start. */
  readonly prepare: boolean;
  /** What becomes of the environment after its last slot; null leaves it as it is. */
  readonly atExpiry: 'suspend' | 'release' | null;
  readonly reservations: readonly ClaimedReservation[];
}

export type ClaimOutcome =
  | { outcome: 'confirmed' | 'replay'; reply: unknown }
  | { outcome: 'full'; over: { slotId: string; id: string }[] }
  | { outcome: 'past' | 'key-reused' };

/** The one statement through which every reservation goes (migrations/0017_series.sql). */
export async function claim(tx: Tx, input: ClaimInput): Promise<ClaimOutcome> {
  const rows = await tx.db.execute<{ result: ClaimOutcome }>(
    sql`select claim_reservation(${JSON.stringify(input)}::text::jsonb) as result`,
  );
  return rows[0]?.result as ClaimOutcome;
}

const joined = { reservation, slot };

function range({ start, end }: Interval) {
  return sql`tstzrange(${new Date(start).toISOString()}::timestamptz, ${new Date(end).toISOString()}::timestamptz, '[)')`;
}

/** The most slots that one list shows. */
const MAX_LISTED = 1000;

/** The slots of an account that touch a period, latest first; where they are too many, those nearest to now. */
export async function reservationsOf(tx: Tx, accountId: string, window: Interval) {
  const rows = await tx.db
    .select(joined)
    .from(reservation)
    .innerJoin(slot, eq(slot.reservationId, reservation.id))
    .where(and(eq(reservation.accountId, accountId), sql`${slot.during} && ${range(window)}`))
    .orderBy(sql`greatest(lower(${slot.during}) - clock(), clock() - upper(${slot.during}))`, desc(slot.id))
    .limit(MAX_LISTED);
  return rows.toSorted(
    (a, b) => b.slot.during.start - a.slot.during.start || b.slot.id.localeCompare(a.slot.id),
  );
}

/** How many slots some reservations were booked with, and what all of them cost if they are kept. */
export async function sumsOf(tx: Tx, reservationIds: readonly string[]) {
  const rows = await tx.db
    .select({
      id: slot.reservationId,
      slots: sql<number>`count(*)::int`,
      sumMicros: sql<number>`sum(${slot.totalMicros})::float8`,
    })
    .from(slot)
    .where(inArray(slot.reservationId, [...reservationIds]))
    .groupBy(slot.reservationId);
  return new Map(rows.map(({ id, ...sums }) => [id, sums]));
}

/** The slots of a reservation in order, with it. */
export function slotsOf(tx: Tx, accountId: string, id: string) {
  return tx.db
    .select(joined)
    .from(reservation)
    .innerJoin(slot, eq(slot.reservationId, reservation.id))
    .where(and(eq(reservation.accountId, accountId), eq(reservation.id, id)))
    .orderBy(slot.no);
}

export async function bySlot(tx: Tx, slotId: string) {
  const [row] = await tx.db
    .select(joined)
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(eq(slot.id, slotId));
  return row;
}

/** Some slots, in the order of their starts. */
export function bySlots(tx: Tx, slotIds: readonly string[]) {
  if (slotIds.length === 0) return Promise.resolve([]);
  return tx.db
    .select(joined)
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(inArray(slot.id, [...slotIds]))
    .orderBy(sql`lower(${slot.during})`, slot.id);
}

/** Which slot of an environment counts now: the one under way, else the next one, else the last that was not cancelled. */
const COUNTS_FIRST = [
  sql`case when ${slot.state} in ('starting', 'running', 'ending', 'attention') then 0 when ${slot.state} = 'scheduled' then 1 when ${slot.state} = 'ended' then 2 else 3 end`,
  sql`case when ${slot.state} = 'scheduled' then lower(${slot.during}) end`,
  desc(slot.no),
] as const;

export async function byEnvironment(tx: Tx, accountId: string, environmentId: string) {
  const [row] = await tx.db
    .select(joined)
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(and(eq(slot.accountId, accountId), eq(slot.environmentId, environmentId)))
    .orderBy(...COUNTS_FIRST)
    .limit(1);
  return row;
}

/** The slot that counts of each of several environments. */
export async function currentSlots(tx: Tx, accountId: string, environmentIds: readonly string[]) {
  const rows = await tx.db
    .selectDistinctOn([slot.environmentId], { ...getTableColumns(slot), revision: reservation.revision })
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(and(eq(slot.accountId, accountId), inArray(slot.environmentId, [...environmentIds])))
    .orderBy(slot.environmentId, ...COUNTS_FIRST);
  return new Map(rows.map((row) => [row.environmentId, row]));
}

/**
 * State in the WHERE (house habit 7): false when the slot is no longer where the event leads on from. Whatever it was
 * waiting for, it waits for it no longer.
 */
export async function moveSlot(
  tx: Tx,
  id: string,
  event: SlotEvent,
  to: SlotState,
  deadline: number | null,
): Promise<boolean> {
  return (await moveSlots(tx, [id], event, to, deadline)) === 1;
}

/** The same with several slots; answers with how many it was so. */
export async function moveSlots(
  tx: Tx,
  ids: readonly string[],
  event: SlotEvent,
  to: SlotState,
  deadline: number | null,
): Promise<number> {
  const rows = await tx.db
    .update(slot)
    .set({ state: to, stateSince: tx.now, deadline, strandedFrom: null })
    .where(and(inArray(slot.id, [...ids]), inArray(slot.state, statesBefore(event))))
    .returning({ id: slot.id });
  return rows.length;
}

/** Shortens a slot that is still to be ended; false when its end has begun already. */
export async function endAt(tx: Tx, id: string, during: Interval, capped = false): Promise<boolean> {
  const rows = await tx.db
    .update(slot)
    .set({ during, capped })
    .where(
      and(eq(slot.id, id), inArray(slot.state, statesBefore('end')), sql`upper(${slot.during}) > clock()`),
    )
    .returning({ id: slot.id });
  return rows.length === 1;
}

/** It did not start because of its channel's cap. */
export async function markCapped(tx: Tx, id: string): Promise<void> {
  await tx.db.update(slot).set({ capped: true }).where(eq(slot.id, id));
}

/** From here on the reserved time is charged. */
export async function setReady(tx: Tx, id: string): Promise<void> {
  await tx.db.update(slot).set({ readyAt: tx.now }).where(eq(slot.id, id));
}

/** Whether a slot of an environment that was not cancelled touches a period. */
export async function overlapsSlot(tx: Tx, environmentId: string, during: Interval): Promise<boolean> {
  const rows = await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(
      and(
        eq(slot.environmentId, environmentId),
        ne(slot.state, 'cancelled'),
        sql`${slot.during} && ${range(during)}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The periods of an environment's slots that are not over, some of them left out. */
export async function openSlotsOf(
  tx: Tx,
  environmentId: string,
  without: readonly string[] = [],
): Promise<Interval[]> {
  const rows = await tx.db
    .select({ during: slot.during })
    .from(slot)
    .where(
      and(
        eq(slot.environmentId, environmentId),
        ne(slot.state, 'cancelled'),
        sql`upper(${slot.during}) > clock()`,
        notInArray(slot.id, [...without]),
      ),
    )
    .orderBy(sql`lower(${slot.during})`);
  return rows.map(({ during }) => during);
}

/** Whether an environment has a slot that has not ended. */
export async function isBookedAhead(tx: Tx, environmentId: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(and(eq(slot.environmentId, environmentId), notInArray(slot.state, ['ended', 'cancelled'])))
    .limit(1);
  return rows.length > 0;
}

export async function setMeteredUntil(tx: Tx, id: string, at: number): Promise<void> {
  await tx.db.update(slot).set({ meteredUntil: at }).where(eq(slot.id, id));
}

export async function markReleased(tx: Tx, id: string): Promise<void> {
  await tx.db.update(reservation).set({ state: 'released' }).where(eq(reservation.id, id));
}

/** Expected charges of slots that have not ended, in one channel. */
export async function bookedAhead(
  tx: Tx,
  accountId: string,
  channelId: string,
): Promise<
  { slotId: string; environmentId: string; state: SlotState; totalMicros: number; during: Interval }[]
> {
  return tx.db
    .select({
      slotId: slot.id,
      environmentId: slot.environmentId,
      state: slot.state,
      totalMicros: slot.totalMicros,
      during: slot.during,
    })
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(
      and(
        eq(slot.accountId, accountId),
        eq(reservation.channelId, channelId),
        inArray(slot.state, ['scheduled', 'starting', 'running', 'ending', 'attention']),
      ),
    );
}
