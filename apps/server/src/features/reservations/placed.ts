import { and, eq, getTableColumns, gt, inArray, isNotNull, ne, notInArray, sql } from 'drizzle-orm';
import type { HostClaim } from '@patchbay/engine/placement';
import type { Tx } from '../../db/pool.ts';
import type { ClaimedSlot } from './repository.ts';
import { hostClaim, plan, poolClaim, reservation, slot } from './tables.ts';

/** Where slots are: plans and claims of hosts. */

/** SQLSTATE of a claim for which room is gone, since somebody else was first (migrations/0003_claims.sql). */
export const OVERDRAWN = 'PB001';

/** Whether something that should be over by now still holds a host of this slot. */
export async function hostsStillHeld(tx: Tx, slotId: string): Promise<boolean> {
  const rows = await tx.db.execute(sql`
    select 1 from host_claim mine
      join host_claim theirs on theirs.host_id = mine.host_id and theirs.slot_id <> mine.slot_id and theirs.state <> 'released'
      join slot o on o.id = theirs.slot_id
     where mine.slot_id = ${slotId} and upper(o.during) <= clock() and o.state not in ('ended', 'cancelled') limit 1`);
  return rows.length > 0;
}

/** Slots that are to run now, or begin soon, and whose plan has a machine on one of some hosts: what runs comes first. */
export async function concernedOn(
  tx: Tx,
  hostIds: readonly string[],
  soonMs: number | null,
): Promise<string[]> {
  if (hostIds.length === 0) return [];
  const soon =
    soonMs === null
      ? sql`false`
      : sql`s.state = 'scheduled' and lower(s.during) <= clock() + ${soonMs} * interval '1 millisecond'`;
  const rows = await tx.db.execute<{ id: string }>(sql`
    select s.id from slot s join plan p on p.slot_id = s.id and p.state = 'current'
     where (s.state in ('starting', 'running') or ${soon})
       and exists (select 1 from host_claim c where c.slot_id = s.id and c.plan_no = p.no and c.state <> 'released' and c.host_id in ${[...hostIds]})
     order by case s.state when 'running' then 0 when 'starting' then 1 else 2 end, lower(s.during), s.id`);
  return rows.map(({ id }) => id);
}

/** These slots have no host any more; they wait for the one that they were on, or for room elsewhere. */
export async function setStranded(tx: Tx, slotIds: readonly string[], from: string): Promise<void> {
  await tx.db
    .update(slot)
    .set({ strandedFrom: from })
    .where(inArray(slot.id, [...slotIds]));
}

/** How many slots that wait for a host are read at once. */
export const STRANDED_AT_ONCE = 200;

/** Slots that wait for a host, and have time left: those behind `after`, in the order of their ids. */
export async function stranded(tx: Tx, after: string): Promise<string[]> {
  const waits = and(eq(slot.state, 'attention'), isNotNull(slot.strandedFrom), gt(slot.id, after));
  const rows = await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(and(waits, sql`upper(${slot.during}) > clock()`))
    .orderBy(slot.id)
    .limit(STRANDED_AT_ONCE);
  return rows.map(({ id }) => id);
}

/** Slots that do not run although they should: their start was given up, or they have no host. The oldest first. */
export function atAttention(tx: Tx) {
  return tx.db
    .select({
      environmentId: slot.environmentId,
      channelId: reservation.channelId,
      since: slot.stateSince,
      strandedFrom: slot.strandedFrom,
    })
    .from(slot)
    .innerJoin(reservation, eq(reservation.id, slot.reservationId))
    .where(eq(slot.state, 'attention'))
    .orderBy(slot.stateSince, slot.id)
    .limit(100);
}

/**
 * The slots of an environment that are not over, locked: none of them begins or ends before this transaction does. All of
 * them, since a slot follows its data; they do not overlap, so there are at most as many as fit into `MAX_AHEAD`.
 */
export function lockOpen(tx: Tx, environmentId: string) {
  return tx.db
    .select({ id: slot.id, state: slot.state })
    .from(slot)
    .where(and(eq(slot.environmentId, environmentId), notInArray(slot.state, ['ended', 'cancelled'])))
    .orderBy(slot.id)
    .for('update');
}

/** Whether a slot of an environment is booked that has not begun. */
export async function isScheduled(tx: Tx, environmentId: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(and(eq(slot.environmentId, environmentId), eq(slot.state, 'scheduled')))
    .limit(1);
  return rows.length > 0;
}

/** The slot of an environment that is running now. */
export async function runningNow(tx: Tx, environmentId: string): Promise<string | null> {
  const [row] = await tx.db
    .select({ id: slot.id })
    .from(slot)
    .where(and(eq(slot.environmentId, environmentId), eq(slot.state, 'running')))
    .limit(1);
  return row?.id ?? null;
}

/** Whether another slot of the same environment is under way: the next one waits until it is over. */
export async function isFollowing(tx: Tx, environmentId: string, slotId: string): Promise<boolean> {
  const rows = await tx.db.execute(sql`
    select 1 from slot where environment_id = ${environmentId} and id <> ${slotId}
       and state in ('starting', 'running', 'ending', 'attention') limit 1`);
  return rows.length > 0;
}

export async function currentPlan(tx: Tx, slotId: string): Promise<number> {
  const [row] = await tx.db
    .select({ no: plan.no })
    .from(plan)
    .where(and(eq(plan.slotId, slotId), eq(plan.state, 'current')));
  if (!row) throw new Error('a slot without a plan');
  return row.no;
}

/** The next plan of a slot (REP-1): false when its parent is no longer the current one. Throws PB001 where room is gone. */
export async function replaceHosts(
  tx: Tx,
  { hosts, ...rest }: { slotId: string; parentNo: number; hosts: readonly HostClaim[] },
): Promise<boolean> {
  const hostClaims = hosts.map(flatClaim);
  const rows = await tx.db.execute<{ done: boolean }>(
    sql`select replace_hosts(${JSON.stringify({ ...rest, hostClaims })}::text::jsonb) as done`,
  );
  return rows[0]?.done ?? false;
}

/**
 * Moves machines of many slots, each by a next plan (migrations/0032_rehouse.sql); what is not named stays where it is. Answers the
 * slots of which it was done. Throws PB001 where room is gone.
 */
export async function rehouse(
  tx: Tx,
  moves: readonly { slotId: string; parentNo: number; hosts: readonly HostClaim[] }[],
): Promise<string[]> {
  const input = moves.map(({ hosts, ...rest }) => ({ ...rest, hostClaims: hosts.map(flatClaim) }));
  const rows = await tx.db.execute<{ id: string }>(
    sql`select rehouse(${JSON.stringify(input)}::text::jsonb) as id`,
  );
  return rows.map(({ id }) => id);
}

const flatClaim = ({ vector, ...where }: HostClaim) => ({ ...where, ...vector });

/** Gives slots that have not begun other periods (migrations/0019_slot_changes.sql). Throws PB001 where room is gone. */
export async function changeSlots(
  tx: Tx,
  accountId: string,
  slots: readonly (ClaimedSlot & { readonly parentNo: number })[],
): Promise<boolean> {
  const input = { accountId, reservations: [{ slots }] };
  const rows = await tx.db.execute<{ done: boolean }>(
    sql`select change_slots(${JSON.stringify(input)}::text::jsonb) as done`,
  );
  return rows[0]?.done ?? false;
}

/** Gives a slot that is under way another end, where it is. Throws PB001 where room is gone. */
export async function endSlotAt(
  tx: Tx,
  { id, accountId }: { id: string; accountId: string },
  end: number,
  totalMicros: number,
): Promise<boolean> {
  const rows = await tx.db.execute<{ done: boolean }>(
    sql`select end_slot_at(${accountId}, ${id}, ${new Date(end).toISOString()}::timestamptz, ${totalMicros}) as done`,
  );
  return rows[0]?.done ?? false;
}

/** The current plans of some slots, by slot. */
export async function currentPlans(tx: Tx, slotIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.db
    .select({ slotId: plan.slotId, no: plan.no })
    .from(plan)
    .where(and(inArray(plan.slotId, [...slotIds]), eq(plan.state, 'current')));
  return new Map(rows.map(({ slotId, no }) => [slotId, no]));
}

/** Units that a slot takes of pools. */
export function poolClaimsOf(tx: Tx, slotId: string) {
  return tx.db
    .select({
      component: poolClaim.component,
      idx: poolClaim.idx,
      poolId: poolClaim.poolId,
      quantity: poolClaim.quantity,
    })
    .from(poolClaim)
    .where(and(eq(poolClaim.slotId, slotId), ne(poolClaim.state, 'released')));
}

export interface PlacedNow {
  readonly generation: number;
  /** Its site is among them, for what belongs to no host. */
  readonly hosts: ReadonlySet<string>;
  /** `component idx host` of every machine. */
  readonly machines: ReadonlySet<string>;
}

/** Where environments have a right to be now, and in which generation; those with no slot under way are left out. */
export async function placedNow(tx: Tx, environmentIds: readonly string[]): Promise<Map<string, PlacedNow>> {
  const rows = await tx.db.execute<{
    id: string;
    generation: number;
    site_id: string;
    hosts: string[] | null;
    machines: string[] | null;
  }>(sql`
    select e.id, e.generation, e.site_id, array_agg(c.host_id) filter (where c.host_id is not null) as hosts,
           array_agg(c.component || ' ' || c.idx || ' ' || c.host_id) filter (where c.host_id is not null) as machines
      from environment e join slot s on s.environment_id = e.id and s.state in ('starting', 'running', 'ending', 'attention')
      left join plan p on p.slot_id = s.id and p.state = 'current'
      left join host_claim c on c.slot_id = p.slot_id and c.plan_no = p.no
     where e.id in ${[...environmentIds]} group by e.id`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        generation: row.generation,
        hosts: new Set([row.site_id, ...(row.hosts ?? [])]),
        machines: new Set(row.machines),
      },
    ]),
  );
}

/** Slots that are not over and claim something of a host. */
export async function countOnHost(tx: Tx, hostId: string): Promise<number> {
  const [row] = await tx.db.execute<{ n: string }>(sql`
    select count(distinct c.slot_id) as n from host_claim c join slot s on s.id = c.slot_id join plan p on p.slot_id = c.slot_id and p.no = c.plan_no and p.state = 'current'
     where c.host_id = ${hostId} and c.state <> 'released' and s.state not in ('ended', 'cancelled')`);
  return Number(row?.n);
}

export async function releaseClaims(tx: Tx, slotId: string, from: number): Promise<void> {
  await tx.db.execute(sql`select release_claims(${slotId}, ${new Date(from).toISOString()}::timestamptz)`);
}

/** Claims of the plan that holds now; those of plans before it only say where something was. */
export function hostClaimsOf(tx: Tx, slotId: string) {
  return hostClaimsOfAll(tx, [slotId]);
}

/** The same of several slots. */
export function hostClaimsOfAll(tx: Tx, slotIds: readonly string[]) {
  return tx.db
    .select(getTableColumns(hostClaim))
    .from(hostClaim)
    .innerJoin(plan, and(eq(plan.slotId, hostClaim.slotId), eq(plan.no, hostClaim.planNo)))
    .where(
      and(
        inArray(hostClaim.slotId, [...slotIds]),
        ne(hostClaim.state, 'released'),
        eq(plan.state, 'current'),
      ),
    )
    .orderBy(hostClaim.slotId, hostClaim.component, hostClaim.idx);
}

/** A claim as the planner knows it. */
export function asHostClaim({
  component,
  idx,
  hostId,
  cpuMilli,
  memoryMib,
  diskMib,
  gpu,
}: typeof hostClaim.$inferSelect): HostClaim {
  return { component, idx, hostId, vector: { cpuMilli, memoryMiB: memoryMib, diskMiB: diskMib, gpu } };
}

/** Every host that this slot was ever placed on, and those of the slot that it went on from. */
export async function hostsOfSlot(tx: Tx, slotId: string): Promise<string[]> {
  const rows = await tx.db.execute<{ host_id: string }>(sql`
    select distinct c.host_id from slot s
      join slot own on own.id = s.id or own.id = s.went_on_from
      join host_claim c on c.slot_id = own.id
     where s.id = ${slotId} order by 1`);
  return rows.map((row) => row.host_id);
}
