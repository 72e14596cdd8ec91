import { and, inArray, eq, isNull, max, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import type { HostStatus } from './dto.ts';
import { STORAGE } from './real-pools.ts';
import { insertCapacity, insertPools, type HostCapacityRow, type Inventory } from './repository.ts';
import { engine, host, hostClosure, hostDrain, pool, poolCapacity, rack, site } from './tables.ts';

/** Rows of hosts that an operator added. */

export async function hostByAddress(tx: Tx, address: string) {
  const [row] = await tx.db
    .select({ id: host.id, name: host.name })
    .from(engine)
    .innerJoin(host, eq(host.id, engine.hostId))
    .where(eq(engine.address, address));
  return row;
}

/** Where a host's engine is reached. What is not in the inventory yet is named by its address. */
export async function addressOf(tx: Tx, host: string): Promise<string> {
  if (host.includes('://')) return host;
  const [row] = await tx.db.select({ address: engine.address }).from(engine).where(eq(engine.hostId, host));
  if (!row) throw new Error(`there is no engine behind host ${host}`);
  return row.address;
}

/** Engines of hosts that are in the inventory, with what is known of their health. */
export function engines(tx: Tx) {
  return tx.db
    .select({
      ...ENGINE,
      status: host.status,
      statusSince: host.statusSince,
      name: host.name,
      siteId: host.siteId,
      rackId: host.rackId,
      /** Under maintenance it may be off. */
      closed: sql<boolean>`exists (select 1 from ${hostClosure} where ${hostClosure.hostId} = ${host.id} and ${hostClosure.during} @> clock())`,
    })
    .from(engine)
    .innerJoin(host, eq(host.id, engine.hostId))
    .where(ne(host.status, 'removed'))
    .orderBy(engine.hostId);
}

const ENGINE = {
  hostId: engine.hostId,
  address: engine.address,
  engine: engine.engine,
  apiVersion: engine.apiVersion,
  pingMs: engine.pingMs,
  limits: engine.limits,
  seenAt: engine.seenAt,
};

export async function insertSite(
  tx: Tx,
  row: typeof site.$inferInsert,
  pools: Inventory['pools'],
): Promise<void> {
  await tx.db.insert(site).values(row);
  await insertPools(tx, pools);
}

/** The rack of that name at a site; made when there is none. */
export async function rackFor(
  tx: Tx,
  { siteId, name, id }: { siteId: string; name: string; id: string },
): Promise<string> {
  const [known] = await tx.db
    .select()
    .from(rack)
    .where(and(eq(rack.siteId, siteId), eq(rack.name, name), isNull(rack.retiredAt)));
  if (known) return known.id;
  await tx.db.insert(rack).values({ id, siteId, name });
  return id;
}

export async function nextUnit(tx: Tx, rackId: string): Promise<number> {
  const [row] = await tx.db
    .select({ top: max(host.rackUnit) })
    .from(host)
    .where(eq(host.rackId, rackId));
  return (row?.top ?? 0) + 1;
}

/** One host is added after the other, so that of two who add the same engine at once the second is told. */
export async function lockAdding(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('engines', 17))`);
}

export async function insertEngine(
  tx: Tx,
  row: {
    host: typeof host.$inferInsert;
    capacity: Omit<HostCapacityRow, 'hostId'>;
    engine: Omit<typeof engine.$inferInsert, 'seenAt'>;
  },
): Promise<void> {
  await tx.db.insert(host).values(row.host);
  await insertCapacity(tx, [{ hostId: row.host.id, ...row.capacity }]);
  await tx.db.insert(engine).values({ ...row.engine, seenAt: sql`real_clock()` });
}

export async function growPool(tx: Tx, siteId: string, resourceClass: string, by: number): Promise<void> {
  await tx.db.execute(sql`
    update ${poolCapacity} set capacity = capacity + ${by}
     where pool_id in (select id from ${pool} where site_id = ${siteId} and resource_class = ${resourceClass})`);
}

export async function setDraining(tx: Tx, id: string, draining: boolean): Promise<boolean> {
  const rows = await tx.db
    .update(host)
    .set({ draining })
    .where(and(eq(host.id, id), ne(host.status, 'removed')))
    .returning({ id: host.id });
  await noteDrain(tx, id, draining && rows.length === 1);
  return rows.length === 1;
}

/** Keeps when it was drained: a period is open for as long as it is. */
async function noteDrain(tx: Tx, hostId: string, draining: boolean): Promise<void> {
  const open = and(eq(hostDrain.hostId, hostId), isNull(hostDrain.until));
  if (!draining) {
    await tx.db.update(hostDrain).set({ until: tx.now }).where(open);
    return;
  }
  const [known] = await tx.db.select({ since: hostDrain.since }).from(hostDrain).where(open);
  if (known) return;
  await tx.db
    .insert(hostDrain)
    .values({ hostId, since: tx.now })
    // It was let go at this very instant: then it goes on.
    .onConflictDoUpdate({ target: [hostDrain.hostId, hostDrain.since], set: { until: null } });
}

/** State in the WHERE (house habit 7): false when somebody else has moved it on already. */
export async function moveStatus(tx: Tx, id: string, from: HostStatus, to: HostStatus): Promise<boolean> {
  return (await moveStatuses(tx, [id], from, to)).length === 1;
}

/** The same with several hosts; answers those with which it was so. */
export async function moveStatuses(
  tx: Tx,
  ids: readonly string[],
  from: HostStatus,
  to: HostStatus,
): Promise<string[]> {
  const rows = await tx.db
    .update(host)
    .set({ status: to, statusSince: tx.now })
    .where(and(inArray(host.id, [...ids]), eq(host.status, from)))
    .returning({ id: host.id });
  return rows.map(({ id }) => id);
}

export async function seen(tx: Tx, hostId: string): Promise<void> {
  await tx.db
    .update(engine)
    .set({ seenAt: sql`real_clock()` })
    .where(eq(engine.hostId, hostId));
}

export async function lockHost(tx: Tx, id: string): Promise<void> {
  await tx.db.execute(sql`select lock_capacity(array[${id}]::text[], array[]::text[])`);
}

/** Its row stays, because claims of the past name it; its address may be added again. Nobody drains it or works on it any more. */
export async function retireHost(tx: Tx, id: string): Promise<void> {
  await noteDrain(tx, id, false);
  await tx.db.execute(sql`delete from ${hostClosure} where host_id = ${id} and lower(during) >= clock()`);
  await tx.db.execute(sql`
    update ${hostClosure} set during = tstzrange(lower(during), clock(), '[)') where host_id = ${id} and upper(during) > clock()`);
  await tx.db.update(host).set({ status: 'removed' }).where(eq(host.id, id));
  await tx.db.execute(sql`
    update ${poolCapacity} set capacity = greatest(0, capacity - (select coalesce(sum(disk_mib), 0) / 1024 from host_capacity where host_id = ${id} and during @> clock()))
     where pool_id in (select p.id from pool p join host h on h.site_id = p.site_id join site s on s.id = p.site_id
                        where h.id = ${id} and s.driver <> 'simulated' and p.resource_class = ${STORAGE})`);
  await tx.db.execute(sql`delete from host_capacity where host_id = ${id}`);
  await tx.db.delete(engine).where(eq(engine.hostId, id));
}
