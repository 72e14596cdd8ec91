import type { Vector } from '@patchbay/catalog';
import type { Interval } from '@patchbay/engine/time';
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { readInterval } from '../../db/columns.ts';
import type { Tx } from '../../db/pool.ts';
import { host, hostCapacity, pool, poolCapacity, rack, site, unit } from './tables.ts';

/** In the order in which they are tried: what is real comes first. Those of the past among them, which have names still. */
export function sites(tx: Tx) {
  return tx.db
    .select()
    .from(site)
    .orderBy(sql`${site.driver} = 'simulated'`, sql`${site.grade} desc`, asc(site.id));
}
/** Sites that something can be placed at. */
export async function openSites(tx: Tx) {
  return (await sites(tx)).filter(({ retiredAt }) => retiredAt === null);
}
export function racks(tx: Tx) {
  return tx.db.select().from(rack).orderBy(asc(rack.id));
}
export type HostRow = typeof host.$inferSelect;

export function hosts(tx: Tx) {
  return tx.db.select().from(host).where(ne(host.status, 'removed')).orderBy(asc(host.id));
}

export function hostsAt(tx: Tx, siteIds: readonly string[]) {
  const there = and(ne(host.status, 'removed'), inArray(host.siteId, [...siteIds]));
  return tx.db.select().from(host).where(there).orderBy(asc(host.id));
}

/** The sites that some hosts are at. */
export async function sitesOf(tx: Tx, hostIds: readonly string[]): Promise<string[]> {
  const rows = await tx.db
    .selectDistinct({ siteId: host.siteId })
    .from(host)
    .where(inArray(host.id, [...hostIds]));
  return rows.map(({ siteId }) => siteId);
}

export function simulatedHosts(tx: Tx) {
  return tx.db
    .select({ id: host.id, siteId: host.siteId, status: host.status, statusSince: host.statusSince })
    .from(host)
    .innerJoin(site, eq(site.id, host.siteId))
    .where(and(ne(host.status, 'removed'), eq(site.driver, 'simulated')))
    .orderBy(asc(host.id));
}

export function hostNames(tx: Tx, ids: readonly string[] | null) {
  return tx.db
    .select({ id: host.id, name: host.name })
    .from(host)
    .where(ids === null ? undefined : inArray(host.id, [...ids]));
}

/** All that an account may know of hosts beside their names. */
export function hostStates(tx: Tx, ids: readonly string[] | null = null) {
  return tx.db
    .select({ id: host.id, status: host.status })
    .from(host)
    .where(ids === null ? undefined : inArray(host.id, [...ids]));
}

export interface HostCapacityRow {
  readonly hostId: string;
  readonly cpuMilli: number;
  readonly memoryMiB: number;
  readonly diskMiB: number;
  readonly gpu: number;
}

/** The least that each host has to give at any instant of a period; hosts that have nothing in part of it are left out. */
export async function hostCapacities(tx: Tx, start: number, end: number): Promise<HostCapacityRow[]> {
  const period = range(start, end);
  const rows = await tx.db.execute<{
    host_id: string;
    cpu: string;
    mem: string;
    disk: string;
    gpu: string;
  }>(sql`
    select host_id, min(cpu_milli) as cpu, min(memory_mib) as mem, min(disk_mib) as disk, min(gpu) as gpu from host_capacity
    where during && ${period} group by host_id having range_agg(during) @> ${period}`);
  return rows.map((row) => ({
    hostId: row.host_id,
    cpuMilli: Number(row.cpu),
    memoryMiB: Number(row.mem),
    diskMiB: Number(row.disk),
    gpu: Number(row.gpu),
  }));
}

/** All pools, or those of one site. */
export async function poolsWithCapacity(tx: Tx, start: number, end: number, siteId: string | null = null) {
  const period = range(start, end);
  const rows = await tx.db.execute<{
    id: string;
    site_id: string;
    resource_class: string;
    capacity: string;
  }>(sql`
    select p.id, p.site_id, p.resource_class, min(c.capacity) as capacity from pool p join pool_capacity c on c.pool_id = p.id
    where c.during && ${period} ${siteId === null ? sql`` : sql`and p.site_id = ${siteId}`}
    group by p.id having range_agg(c.during) @> ${period} order by p.id`);
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    resourceClass: row.resource_class,
    capacity: Number(row.capacity),
  }));
}

export interface HostClaimRow {
  readonly hostId: string;
  readonly channelId: string;
  readonly slotId: string;
  readonly during: { start: number; end: number };
  readonly vector: { cpuMilli: number; memoryMiB: number; diskMiB: number; gpu: number };
}

/** Live claims that touch a period, summed per host and slot. */
export async function hostClaims(tx: Tx, start: number, end: number): Promise<HostClaimRow[]> {
  const rows = await tx.db.execute<
    Record<'host_id' | 'channel_id' | 'slot_id' | 'during' | 'cpu' | 'mem' | 'disk' | 'gpu', string>
  >(sql`
    select c.host_id, r.channel_id, c.slot_id, c.during::text as during,
           sum(c.cpu_milli) as cpu, sum(c.memory_mib) as mem, sum(c.disk_mib) as disk, sum(c.gpu) as gpu
      from host_claim c join slot s on s.id = c.slot_id join reservation r on r.id = s.reservation_id
     where c.during && ${range(start, end)} and c.state <> 'released' and (c.state = 'confirmed' or c.hold_until > clock())
     group by 1, 2, 3, 4 order by 1, 4`);
  return rows.map((row) => ({
    hostId: row.host_id,
    channelId: row.channel_id,
    slotId: row.slot_id,
    during: readInterval(row.during),
    vector: {
      cpuMilli: Number(row.cpu),
      memoryMiB: Number(row.mem),
      diskMiB: Number(row.disk),
      gpu: Number(row.gpu),
    },
  }));
}

interface HostLoad {
  readonly capacity: Vector;
  readonly claims: readonly { readonly during: Interval; readonly vector: Vector }[];
}

/**
 * What some hosts have to give in a period, and what is claimed of it: as `hostCapacities` and `hostClaims`, in one
 * row for each host, since a site has some ten thousand claims.
 */
export async function hostLoads(
  tx: Tx,
  hostIds: readonly string[],
  start: number,
  end: number,
): Promise<Map<string, HostLoad>> {
  const period = range(start, end);
  const rows = await tx.db.execute<{ id: string; capacity: string; claims: string | null }>(sql`
    select h.id, cap.amounts::text as capacity, taken.claims::text as claims
      from host h
      join lateral (
        select json_build_array(min(cpu_milli), min(memory_mib), min(disk_mib), min(gpu)) as amounts from host_capacity
         where host_id = h.id and during && ${period} having range_agg(during) @> ${period}) as cap on true
      left join lateral (
        select json_agg(json_build_array((extract(epoch from lower(during)) * 1000)::bigint, (extract(epoch from upper(during)) * 1000)::bigint,
                                         cpu_milli, memory_mib, disk_mib, gpu)) as claims
          from host_claim
         where host_id = h.id and during && ${period} and state <> 'released' and (state = 'confirmed' or hold_until > clock())) as taken on true
     where h.id in (select jsonb_array_elements_text(${JSON.stringify(hostIds)}::text::jsonb))`);
  const vector = ([cpuMilli, memoryMiB, diskMiB, gpu]: number[]) =>
    ({ cpuMilli, memoryMiB, diskMiB, gpu }) as Vector;
  return new Map(
    rows.map(({ id, capacity, claims }) => [
      id,
      {
        capacity: vector(JSON.parse(capacity) as number[]),
        claims: (JSON.parse(claims ?? '[]') as [number, number, ...number[]][]).map(
          ([start, end, ...rest]) => ({
            during: { start, end },
            vector: vector(rest),
          }),
        ),
      },
    ]),
  );
}

/** Live claims of pools that touch a period, summed per pool and slot: of all pools, of those of one site, or of one. */
export async function poolClaims(
  tx: Tx,
  start: number,
  end: number,
  of: { readonly siteId: string } | { readonly poolId: string } | null = null,
) {
  const which =
    of &&
    ('poolId' in of
      ? sql`and pool_id = ${of.poolId}`
      : sql`and pool_id in (select id from pool where site_id = ${of.siteId})`);
  const rows = await tx.db.execute<Record<'pool_id' | 'slot_id' | 'during' | 'amount', string>>(sql`
    select pool_id, slot_id, during::text as during, sum(quantity) as amount from pool_claim
     where during && ${range(start, end)} and state <> 'released' and (state = 'confirmed' or hold_until > clock())
       ${which ?? sql``}
     group by pool_id, slot_id, during order by 1, 2`);
  return rows.map((row) => ({
    poolId: row.pool_id,
    slotId: row.slot_id,
    during: readInterval(row.during),
    amount: Number(row.amount),
  }));
}

/** Units of each pool that slots under way have at this instant. */
export async function poolsUsed(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.db.execute<{ pool_id: string; amount: string }>(sql`
    select c.pool_id, sum(c.quantity) as amount from pool_claim c join slot s on s.id = c.slot_id
     where c.during @> clock() and c.state = 'confirmed' and s.state in ('starting', 'running', 'ending') group by c.pool_id`);
  return new Map(rows.map((row) => [row.pool_id, Number(row.amount)]));
}

function range(start: number, end: number) {
  return sql`tstzrange(${new Date(start).toISOString()}::timestamptz, ${new Date(end).toISOString()}::timestamptz, '[)')`;
}

const FOREVER = sql`'(,)'::tstzrange`;

export interface Inventory {
  readonly sites: readonly { id: string; name: string; grade: number }[];
  readonly racks: readonly { id: string; siteId: string; name: string }[];
  readonly hosts: readonly (typeof host.$inferInsert & { capacity: Omit<HostCapacityRow, 'hostId'> })[];
  readonly pools: readonly {
    id: string;
    siteId: string;
    resourceClass: string;
    capacity: number;
    identities: readonly string[];
  }[];
}

/** Adds an inventory that is not there yet. */
export async function insertInventory(tx: Tx, inventory: Inventory): Promise<void> {
  await tx.db.insert(site).values([...inventory.sites]);
  await tx.db.insert(rack).values([...inventory.racks]);
  await tx.db.insert(host).values(inventory.hosts.map(({ capacity: _, ...row }) => row));
  await insertCapacity(
    tx,
    inventory.hosts.map(({ id, capacity }) => ({ hostId: id, ...capacity })),
  );
  await insertPools(tx, inventory.pools);
}

export async function insertCapacity(tx: Tx, rows: readonly HostCapacityRow[]): Promise<void> {
  const all = rows.map(({ hostId, cpuMilli, memoryMiB, diskMiB, gpu }) => ({
    hostId,
    during: FOREVER,
    cpuMilli,
    memoryMib: memoryMiB,
    diskMib: diskMiB,
    gpu,
  }));
  for (let at = 0; at < all.length; at += 1000)
    await tx.db.insert(hostCapacity).values(all.slice(at, at + 1000));
}

export async function insertPools(tx: Tx, pools: Inventory['pools']): Promise<void> {
  await tx.db
    .insert(pool)
    .values(pools.map(({ id, siteId, resourceClass }) => ({ id, siteId, resourceClass })));
  await tx.db
    .insert(poolCapacity)
    .values(pools.map(({ id, capacity }) => ({ poolId: id, during: FOREVER, capacity })));
  const units = pools.flatMap(({ id, identities }) =>
    identities.map((identity) => ({ id: `${id}/${identity}`, poolId: id, identity })),
  );
  for (let at = 0; at < units.length; at += 1000) await tx.db.insert(unit).values(units.slice(at, at + 1000));
}

export async function hasInventory(tx: Tx): Promise<boolean> {
  return (await tx.db.select({ id: site.id }).from(site).limit(1)).length > 0;
}
