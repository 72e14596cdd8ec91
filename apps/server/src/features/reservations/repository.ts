import { and, desc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { statesBefore, type SlotEvent, type SlotState } from '@patchbay/engine/reservation';
import type { HostClaim, PoolClaim } from '@patchbay/engine/placement';
import type { Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { together } from '../../db/together.ts';
import { reservation, slot } from './tables.ts';

export interface ClaimInput {
  readonly accountId: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly reply: unknown;
  readonly personId: string;
  readonly environmentId: string;
  readonly reservationId: string;
  readonly channelId: string;
  readonly designId: string;
  readonly revision: number;
  readonly name: string;
  readonly siteId: string;
  readonly priceBookVersionId: string;
  readonly zone: string;
  readonly recurrence: string | null;
  /** Of an environment that is there already. */
  readonly again: boolean;
  /** Whether images have to be brought to its host before the start. */
  readonly prepare: boolean;
  readonly totalMicros: number;
  readonly slots: readonly { id: string; no: number; start: string; end: string }[];
  readonly hostClaims: readonly (Omit<HostClaim, 'vector'> & HostClaim['vector'])[];
  readonly poolClaims: readonly PoolClaim[];
}

export type ClaimOutcome =
  | { outcome: 'confirmed' | 'replay'; reply: unknown }
  | { outcome: 'full'; over: { id: string }[] }
  | { outcome: 'past' | 'key-reused' };

/** The one statement through which every claim goes (migrations/0003_claims.sql). */
export async function claim(tx: Tx, input: ClaimInput): Promise<ClaimOutcome> {
  const rows = await tx.db.execute<{ result: ClaimOutcome }>(
    sql`select claim_reservation(${JSON.stringify(input)}::text::jsonb) as result`,
  );
  return rows[0]?.result as ClaimOutcome;
}

const joined = { reservation, slot };

export function reservationsOf(tx: Tx, accountId: string) {
  return tx.db
    .select(joined)
    .from(reservation)
    .innerJoin(slot, eq(slot.reservationId, reservation.id))
    .where(eq(reservation.accountId, accountId))
    .orderBy(desc(sql`lower(${slot.during})`), desc(slot.id))
    .limit(200);
}

export async function reservationById(tx: Tx, accountId: string, id: string) {
  const [row] = await tx.db
    .select(joined)
    .from(reservation)
    .innerJoin(slot, eq(slot.reservationId, reservation.id))
    .where(and(eq(reservation.accountId, accountId), eq(reservation.id, id)));
  return row;
}

export async function bySlot(tx: Tx, slotId: string) {
  const [row] = await tx.db
    .select(joined)
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(eq(slot.id, slotId));
  return row;
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
    .selectDistinctOn([slot.environmentId])
    .from(slot)
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
  const rows = await tx.db
    .update(slot)
    .set({ state: to, stateSince: tx.now, deadline, strandedFrom: null })
    .where(and(eq(slot.id, id), inArray(slot.state, statesBefore(event))))
    .returning({ id: slot.id });
  return rows.length === 1;
}

/** Shortens a slot that is still to be ended; false when its end has begun already. */
export async function endAt(tx: Tx, id: string, during: Interval): Promise<boolean> {
  const rows = await tx.db
    .update(slot)
    .set({ during })
    .where(
      and(eq(slot.id, id), inArray(slot.state, statesBefore('end')), sql`upper(${slot.during}) > clock()`),
    )
    .returning({ id: slot.id });
  return rows.length === 1;
}

/** From here on the reserved time is charged. */
export async function setReady(tx: Tx, id: string): Promise<void> {
  await tx.db.update(slot).set({ readyAt: tx.now }).where(eq(slot.id, id));
}

/** Whether a slot of an environment that was not cancelled touches a period. */
export async function overlapsSlot(tx: Tx, environmentId: string, during: Interval): Promise<boolean> {
  const rows = await tx.db.execute(sql`
    select 1 from slot where environment_id = ${environmentId} and state <> 'cancelled'
       and during && tstzrange(${new Date(during.start).toISOString()}::timestamptz, ${new Date(during.end).toISOString()}::timestamptz, '[)') limit 1`);
  return rows.length > 0;
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

/**
 * Binds every counted claim of a slot to free units of its pool, in id order. Idempotent: what is bound stays bound.
 * An exclusion constraint refuses a unit that is taken after all.
 */
export async function bindUnits(tx: Tx, slotId: string): Promise<BoundUnit[]> {
  // One at a time for each pool: two that look for the first free unit would find the same.
  const alone = tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(pool_id, 13))
      from (select distinct pool_id from pool_claim where slot_id = ${slotId} order by pool_id) as p`);
  const binding = tx.db.execute(sql`
    with wanted as (
      select c.*, u.places, row_number() over (partition by c.pool_id order by c.component, c.idx, g.n) as place
        from pool_claim c
        cross join lateral generate_series(1, c.quantity) as g (n)
        cross join lateral (select count(*) as places from unit where pool_id = c.pool_id) as u
       where c.slot_id = ${slotId} and c.state <> 'released' and u.places > 0
         and not exists (select 1 from unit_binding b where b.slot_id = c.slot_id)
    ), free as (
      select u.id, u.pool_id, row_number() over (partition by u.pool_id order by u.id) as place
        from unit u
       where u.pool_id in (select pool_id from wanted)
         and not exists (select 1 from unit_binding b join slot s on s.id = ${slotId} join slot o on o.id = b.slot_id
                          where b.unit_id = u.id and (b.during && s.during or (o.id <> s.id and upper(o.during) <= clock() and o.state not in ('ended', 'cancelled'))))
    )
    insert into unit_binding (unit_id, account_id, slot_id, component, idx, pool_id, during)
    select f.id, w.account_id, w.slot_id, w.component, w.idx, w.pool_id, w.during
      from wanted w join free f on f.pool_id = w.pool_id and f.place = w.place`);
  await together(alone, binding);
  const asked = tx.db.execute<{ n: string }>(sql`
    select coalesce(sum(c.quantity), 0) - (select count(*) from unit_binding where slot_id = ${slotId}) as n
      from pool_claim c where c.slot_id = ${slotId} and c.state <> 'released' and exists (select 1 from unit u where u.pool_id = c.pool_id)`);
  const [[short], bound] = await together(asked, boundUnits(tx, slotId));
  if (Number(short?.n) !== 0)
    throw new Error(`${short?.n} units that were counted at booking are not free yet`);
  return bound;
}

export interface BoundUnit {
  readonly component: string;
  readonly idx: number;
  readonly identity: string;
  readonly resourceClass: string;
}

export async function boundUnits(tx: Tx, slotId: string): Promise<BoundUnit[]> {
  const rows = await tx.db.execute<{
    component: string;
    idx: number;
    identity: string;
    resource_class: string;
  }>(sql`
    select b.component, b.idx, u.identity, p.resource_class
      from unit_binding b join unit u on u.id = b.unit_id join pool p on p.id = b.pool_id
     where b.slot_id = ${slotId} order by b.component, b.idx, u.id`);
  return rows.map(({ resource_class: resourceClass, ...row }) => ({ ...row, resourceClass }));
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
      totalMicros: reservation.totalMicros,
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
