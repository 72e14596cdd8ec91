import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Interval } from '@patchbay/engine/time';
import type { Tx } from '../../../db/pool.ts';
import { host, hostClosure, maintenance } from '../tables.ts';

export type MaintenanceRow = typeof maintenance.$inferSelect;

/** How many windows are listed at most, the newest first. */
const LISTED = 200;

/** When hosts are closed, as far as that touches a period. */
export function closures(tx: Tx, start: number, end: number) {
  return tx.db
    .select({
      hostId: hostClosure.hostId,
      during: hostClosure.during,
      reason: maintenance.reason,
      maintenanceId: hostClosure.maintenanceId,
    })
    .from(hostClosure)
    .innerJoin(maintenance, eq(maintenance.id, hostClosure.maintenanceId))
    .where(sql`${hostClosure.during} && ${range({ start, end })}`)
    .orderBy(hostClosure.hostId, sql`lower(${hostClosure.during})`);
}

export async function closedNow(tx: Tx): Promise<Set<string>> {
  const rows = await tx.db
    .select({ hostId: hostClosure.hostId })
    .from(hostClosure)
    .where(sql`${hostClosure.during} @> clock()`);
  return new Set(rows.map(({ hostId }) => hostId));
}

/** When the next host opens again that is closed now; null when none is. */
export async function nextOpening(tx: Tx): Promise<number | null> {
  const [row] = await tx.db.execute<{ at: string | null }>(sql`
    select (extract(epoch from min(upper(during))) * 1000)::bigint as at from ${hostClosure} where during @> clock()`);
  return row?.at ? Number(row.at) : null;
}

export async function insert(
  tx: Tx,
  row: typeof maintenance.$inferInsert,
  hostIds: readonly string[],
): Promise<void> {
  await tx.db.insert(maintenance).values(row);
  await tx.db
    .insert(hostClosure)
    .values(hostIds.map((hostId) => ({ maintenanceId: row.id, hostId, during: row.during })));
}

/** The hosts of a scope that are in the inventory. */
export function hostsOf(tx: Tx, scope: 'host' | 'rack', id: string) {
  return tx.db
    .select({ id: host.id, name: host.name, siteId: host.siteId })
    .from(host)
    .where(and(eq(scope === 'host' ? host.id : host.rackId, id), sql`${host.status} <> 'removed'`))
    .orderBy(host.id);
}

export async function byId(tx: Tx, id: string): Promise<MaintenanceRow | undefined> {
  const [row] = await tx.db.select().from(maintenance).where(eq(maintenance.id, id)).for('update');
  return row;
}

/** Opens its hosts from an instant on: they were closed up to then, or never. */
export async function cancel(tx: Tx, id: string, from: number): Promise<boolean> {
  const rows = await tx.db
    .update(maintenance)
    .set({ cancelledAt: from })
    .where(and(eq(maintenance.id, id), isNull(maintenance.cancelledAt)))
    .returning({ id: maintenance.id });
  const at = sql`${new Date(from).toISOString()}::timestamptz`;
  await tx.db
    .delete(hostClosure)
    .where(and(eq(hostClosure.maintenanceId, id), sql`lower(${hostClosure.during}) >= ${at}`));
  await tx.db
    .update(hostClosure)
    .set({ during: sql`tstzrange(lower(${hostClosure.during}), ${at}, '[)')` })
    .where(and(eq(hostClosure.maintenanceId, id), sql`upper(${hostClosure.during}) > ${at}`));
  return rows.length === 1;
}

export function newest(tx: Tx): Promise<MaintenanceRow[]> {
  return tx.db
    .select()
    .from(maintenance)
    .orderBy(desc(sql`lower(${maintenance.during})`), desc(maintenance.id))
    .limit(LISTED);
}

export function closedHosts(tx: Tx, maintenanceIds: readonly string[]) {
  return tx.db
    .select({ maintenanceId: hostClosure.maintenanceId, name: host.name })
    .from(hostClosure)
    .innerJoin(host, eq(host.id, hostClosure.hostId))
    .where(inArray(hostClosure.maintenanceId, [...maintenanceIds]))
    .orderBy(host.name);
}

/** Raises the generations of hosts, so that nobody books on them before this transaction is over. */
export async function lock(tx: Tx, hostIds: readonly string[]): Promise<void> {
  const ids = sql`(select array_agg(id) from host where id in ${[...hostIds]})`;
  await tx.db.execute(sql`select lock_capacity(${ids}, array[]::text[])`);
}

function range({ start, end }: Interval) {
  return sql`tstzrange(${new Date(start).toISOString()}::timestamptz, ${new Date(end).toISOString()}::timestamptz, '[)')`;
}
