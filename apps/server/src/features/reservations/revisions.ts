import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { markReleased, slotsOf } from './repository.ts';
import { reservation, slot } from './tables.ts';

/** Slots of another revision of their design than the one that was booked. */

/** Gives slots of a reservation to a new one, of another revision; what is left without any is over. */
export async function moveToRevision(
  tx: Tx,
  from: typeof reservation.$inferSelect,
  {
    slotIds,
    ...to
  }: Pick<typeof reservation.$inferSelect, 'id' | 'revision' | 'priceBookVersionId' | 'bookedBy'> & {
    readonly slotIds: readonly string[];
  },
): Promise<void> {
  const mine = inArray(slot.id, [...slotIds]);
  const [sum] = await tx.db
    .select({ totalMicros: sql<number>`sum(${slot.totalMicros})::float8` })
    .from(slot)
    .where(mine);
  // One slot by itself repeats nothing.
  const recurrence = slotIds.length === 1 ? null : from.recurrence;
  await tx.db.insert(reservation).values({ ...from, ...to, ...sum, recurrence, bookedAt: tx.now });
  await tx.db.update(slot).set({ reservationId: to.id }).where(mine);
  if ((await slotsOf(tx, from.accountId, from.id)).length === 0) await markReleased(tx, from.id);
}

/** Lets an environment that runs go on with another revision (migrations/0022_apply_revision.sql). Throws PB001 where room is gone. */
export async function applyRevision(
  tx: Tx,
  input: unknown,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<boolean> {
  const rows = await tx.db.execute<{ done: boolean }>(
    sql`select apply_revision(${JSON.stringify(input)}::text::jsonb) as done`,
  );
  if (!rows[0]?.done) return false;
  await tx.db.update(slot).set({ wentOnFrom: from }).where(eq(slot.id, to));
  return true;
}

/** What a slot went on from, and that from before it: the same time of the same environment with earlier revisions. */
export async function earlierThan(
  tx: Tx,
  slotId: string,
): Promise<readonly { id: string; start: number; totalMicros: number }[]> {
  const rows = await tx.db.execute<{ id: string; start: string; total: string }>(sql`
    with recursive earlier as (
      select went_on_from as id from slot where id = ${slotId}
      union all select s.went_on_from from earlier e join slot s on s.id = e.id
    )
    select s.id, extract(epoch from lower(s.during)) * 1000 as start, s.total_micros as total
      from earlier e join slot s on s.id = e.id order by lower(s.during)`);
  return rows.map(({ id, start, total }) => ({ id, start: Number(start), totalMicros: Number(total) }));
}
