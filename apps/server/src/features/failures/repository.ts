import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { failure, failureHit, failureHost } from './tables.ts';

export type FailureRow = typeof failure.$inferSelect;
export type HitRow = typeof failureHit.$inferSelect;

/** How many failures are shown at most, the newest first. */
const SHOWN = 100;

export async function insertFailure(
  tx: Tx,
  row: typeof failure.$inferInsert,
  hostIds: readonly string[],
): Promise<void> {
  await tx.db.insert(failure).values(row);
  await tx.db.insert(failureHost).values(hostIds.map((hostId) => ({ failureId: row.id, hostId })));
}

/** Hosts are back; the failures of which none is left are over. */
export async function markReturned(tx: Tx, hostIds: readonly string[]): Promise<void> {
  await tx.db
    .update(failureHost)
    .set({ returnedAt: tx.now })
    .where(and(inArray(failureHost.hostId, [...hostIds]), isNull(failureHost.returnedAt)));
  await tx.db
    .update(failure)
    .set({ endedAt: tx.now })
    .where(
      and(
        isNull(failure.endedAt),
        sql`not exists (select 1 from ${failureHost} where ${failureHost.failureId} = ${failure.id} and ${failureHost.returnedAt} is null)`,
      ),
    );
}

/** The failures that hosts are lost in, host by host. */
export function openOn(tx: Tx, hostIds: readonly string[]) {
  return tx.db
    .select({ failureId: failureHost.failureId, hostId: failureHost.hostId })
    .from(failureHost)
    .where(and(inArray(failureHost.hostId, [...hostIds]), isNull(failureHost.returnedAt)))
    .orderBy(asc(failureHost.failureId), asc(failureHost.hostId));
}

/** What failures do to slots; what becomes of one later replaces what was said before. */
export async function putHits(tx: Tx, rows: readonly (typeof failureHit.$inferInsert)[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insert(failureHit)
    .values([...rows])
    .onConflictDoUpdate({
      target: [failureHit.failureId, failureHit.slotId],
      set: {
        outcome: sql`excluded.outcome`,
        toHosts: sql`excluded.to_hosts`,
        machines: sql`excluded.machines`,
        overAt: sql`excluded.over_at`,
      },
    });
}

/** What of a slot is not made good yet. */
export function openHits(tx: Tx, slotId: string): Promise<HitRow[]> {
  return tx.db
    .select()
    .from(failureHit)
    .where(and(eq(failureHit.slotId, slotId), isNull(failureHit.overAt)))
    .orderBy(asc(failureHit.at), asc(failureHit.failureId));
}

export async function setOutcome(
  tx: Tx,
  slotId: string,
  set: Pick<HitRow, 'outcome'> & Partial<Pick<HitRow, 'toHosts'>>,
): Promise<void> {
  await tx.db
    .update(failureHit)
    .set(set)
    .where(and(eq(failureHit.slotId, slotId), isNull(failureHit.overAt)));
}

export async function endHit(
  tx: Tx,
  { failureId, slotId }: Pick<HitRow, 'failureId' | 'slotId'>,
  set: Pick<HitRow, 'outcome' | 'downSeconds' | 'creditMicros'>,
): Promise<void> {
  await tx.db
    .update(failureHit)
    .set({ ...set, overAt: tx.now })
    .where(and(eq(failureHit.failureId, failureId), eq(failureHit.slotId, slotId)));
}

export async function byId(tx: Tx, id: string): Promise<FailureRow | undefined> {
  const [row] = await tx.db.select().from(failure).where(eq(failure.id, id));
  return row;
}

export function newest(tx: Tx): Promise<FailureRow[]> {
  return tx.db
    .select()
    .from(failure)
    .orderBy(sql`${failure.closedAt} is not null`, desc(failure.since), desc(failure.id))
    .limit(SHOWN);
}

export function hostsOf(tx: Tx, failureIds: readonly string[]) {
  return tx.db
    .select()
    .from(failureHost)
    .where(inArray(failureHost.failureId, [...failureIds]));
}

/** The failures of some hosts in a period, host by host. */
export function onHosts(tx: Tx, hostIds: readonly string[], { start, end }: Interval) {
  return tx.db
    .select({
      hostId: failureHost.hostId,
      failureId: failureHost.failureId,
      since: failure.since,
      returnedAt: failureHost.returnedAt,
    })
    .from(failureHost)
    .innerJoin(failure, eq(failure.id, failureHost.failureId))
    .where(
      and(
        inArray(failureHost.hostId, [...hostIds]),
        lt(failure.since, end),
        or(isNull(failureHost.returnedAt), gt(failureHost.returnedAt, start)),
      ),
    )
    .orderBy(asc(failure.since), asc(failureHost.hostId));
}

/** What failures did, at most so many of each that a page shows. */
export function hitsOf(tx: Tx, failureIds: readonly string[]): Promise<HitRow[]> {
  return tx.db
    .select()
    .from(failureHit)
    .where(inArray(failureHit.failureId, [...failureIds]))
    .orderBy(asc(failureHit.at), asc(failureHit.slotId))
    .limit(SHOWN * 20);
}

/** False where it is put aside already, or there is none of this name. */
export async function close(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.db
    .update(failure)
    .set({ closedAt: tx.now })
    .where(and(eq(failure.id, id), isNull(failure.closedAt)))
    .returning({ id: failure.id });
  return rows.length === 1;
}
