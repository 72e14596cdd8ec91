import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Instant, Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import type { Booked } from '../reservations/slots.ts';
import { downtime, usageSample } from './tables.ts';

/**
 * The host of a slot is lost: from the last proof that it ran nothing is metered until it runs again, and from its start
 * where it never ran. `seenAt` is when it was last seen to run; a newer reading proves more, and what was charged already
 * stays charged (MTR-2). False when this is known, or when the slot is not under way.
 */
export async function wentDown(tx: Tx, { slot }: Booked, seenAt: Instant): Promise<boolean> {
  if (slot.state !== 'running' && slot.state !== 'starting') return false;
  const [newest] = await tx.db
    .select({ at: usageSample.at })
    .from(usageSample)
    .where(eq(usageSample.slotId, slot.id))
    .orderBy(sql`${usageSample.at} desc`)
    .limit(1);
  const ran = slot.readyAt === null ? slot.during.start : Math.max(slot.readyAt, seenAt, newest?.at ?? 0);
  const since = Math.max(ran, slot.meteredUntil ?? 0);
  const rows = await tx.db
    .insert(downtime)
    .values({ slotId: slot.id, accountId: slot.accountId, since: Math.min(since, tx.now) })
    .onConflictDoNothing()
    .returning({ since: downtime.since });
  return rows.length === 1;
}

/** It runs again; false when it was not known to be down. */
export async function cameUp(tx: Tx, slotId: string): Promise<boolean> {
  const rows = await tx.db
    .update(downtime)
    .set({ until: sql`greatest(${downtime.since}, ${new Date(tx.now).toISOString()}::timestamptz)` })
    .where(and(eq(downtime.slotId, slotId), isNull(downtime.until)))
    .returning({ since: downtime.since });
  return rows.length === 1;
}

/** When a slot was down, in order; what has not ended counts up to `end`. */
export async function downtimesOf(tx: Tx, slotId: string, end: Instant): Promise<Interval[]> {
  const rows = await tx.db
    .select({ since: downtime.since, until: downtime.until })
    .from(downtime)
    .where(eq(downtime.slotId, slotId))
    .orderBy(asc(downtime.since));
  return rows.map(({ since, until }) => ({ start: since, end: until ?? Math.max(since, end) }));
}
