import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { readInterval } from '../../../db/columns.ts';
import type { Tx } from '../../../db/pool.ts';
import { host, rack, site } from '../tables.ts';
import type { HostCapacityRow } from '../repository.ts';

/** Rows that one statement takes: a parameter each would be too many of them. */
const AT_ONCE = 1000;

/**
 * Whoever changes the inventory does it one after the other, so that names and units are looked up and taken at once. Answers the
 * world's time once it is one's turn: what is changed from then on is changed after what the one before has changed.
 */
export async function lockEditing(tx: Tx): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('inventory', 20))`);
  const [row] = await tx.db.execute<{ at: string }>(
    sql`select (extract(epoch from clock()) * 1000)::bigint as at`,
  );
  return Number(row?.at);
}

/** Booking takes the same locks, in the same order: nobody comes in between (CAP-1). */
export async function lockHosts(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await tx.db.execute(
      sql`select lock_capacity((select array_agg(v) from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) as v), array[]::text[])`,
    );
}

export function openRacks(tx: Tx, siteIds: readonly string[]) {
  return tx.db
    .select()
    .from(rack)
    .where(and(inArray(rack.siteId, [...siteIds]), isNull(rack.retiredAt)));
}

export async function rackById(tx: Tx, id: string) {
  const [row] = await tx.db
    .select()
    .from(rack)
    .where(and(eq(rack.id, id), isNull(rack.retiredAt)));
  return row;
}

export async function insertRacks(tx: Tx, rows: readonly (typeof rack.$inferInsert)[]): Promise<void> {
  for (const some of inParts(rows)) await tx.db.insert(rack).values(some);
}

/** The same for everything of a site: whoever is booking there right now is waited for. */
export async function lockSite(tx: Tx, id: string): Promise<void> {
  await tx.db.execute(
    sql`select lock_capacity(array(select id from host where site_id = ${id}), array(select id from pool where site_id = ${id}))`,
  );
}

export async function changeSite(tx: Tx, id: string, row: Partial<typeof site.$inferInsert>): Promise<void> {
  await tx.db.update(site).set(row).where(eq(site.id, id));
}

export async function changeRack(tx: Tx, id: string, row: Partial<typeof rack.$inferInsert>): Promise<void> {
  await tx.db.update(rack).set(row).where(eq(rack.id, id));
}

export async function insertHosts(tx: Tx, rows: readonly (typeof host.$inferInsert)[]): Promise<void> {
  for (const some of inParts(rows)) await tx.db.insert(host).values(some);
}

export type HostFacts = Pick<
  typeof host.$inferSelect,
  'id' | 'rackId' | 'name' | 'rackUnit' | 'model' | 'arch' | 'clockMhz' | 'year'
>;

export async function changeHosts(tx: Tx, rows: readonly HostFacts[]): Promise<void> {
  for (const some of inParts(rows))
    await tx.db.execute(sql`
      update ${host} set rack_id = n.rack_id, name = n.name, rack_unit = n.rack_unit, model = n.model, arch = n.arch, clock_mhz = n.clock_mhz, year = n.year
        from jsonb_to_recordset(${JSON.stringify(some.map(asColumns))}::text::jsonb)
          as n (id text, rack_id text, name text, rack_unit int, model text, arch text, clock_mhz int, year int)
       where ${host.id} = n.id and ${ne(host.status, 'removed')}`);
}

function asColumns({ rackId, rackUnit, clockMhz, ...rest }: HostFacts) {
  const { id, name, model, arch, year } = rest;
  return { id, name, model, arch, year, rack_id: rackId, rack_unit: rackUnit, clock_mhz: clockMhz };
}

/**
 * What hosts have from an instant on; what they had before stays as it was. One statement, so that at no instant of it less is there than
 * is claimed: what changes a capacity is checked when the statement is over.
 */
export async function setHostCapacities(tx: Tx, at: number, rows: readonly HostCapacityRow[]): Promise<void> {
  const now = sql`${new Date(at).toISOString()}::timestamptz`;
  for (const some of inParts(rows))
    await tx.db.execute(sql`
      with wanted as (
        select * from jsonb_to_recordset(${JSON.stringify(some.map(asAmounts))}::text::jsonb)
          as n (host_id text, cpu_milli bigint, memory_mib bigint, disk_mib bigint, gpu bigint)
      ), cut as (
        update host_capacity c set during = tstzrange(lower(c.during), ${now}, '[)')
          from wanted n where c.host_id = n.host_id and c.during @> ${now} and (lower_inf(c.during) or lower(c.during) < ${now})
        returning c.host_id
      ), again as (
        update host_capacity c set cpu_milli = n.cpu_milli, memory_mib = n.memory_mib, disk_mib = n.disk_mib, gpu = n.gpu
          from wanted n where c.host_id = n.host_id and lower(c.during) = ${now}
      )
      insert into host_capacity (host_id, during, cpu_milli, memory_mib, disk_mib, gpu)
      select n.host_id, tstzrange(${now}, null, '[)'), n.cpu_milli, n.memory_mib, n.disk_mib, n.gpu from wanted n join cut on cut.host_id = n.host_id`);
}

function asAmounts({ hostId, cpuMilli, memoryMiB, diskMiB, gpu }: HostCapacityRow) {
  return { host_id: hostId, cpu_milli: cpuMilli, memory_mib: memoryMiB, disk_mib: diskMiB, gpu };
}

export interface ClaimOn {
  readonly hostId: string;
  readonly slotId: string;
  readonly channelId: string;
  readonly during: { readonly start: number; readonly end: number };
  readonly vector: Omit<HostCapacityRow, 'hostId'>;
}

/** What is claimed of some hosts at any instant from now on, summed per host and slot. */
export async function claimsOn(tx: Tx, hostIds: readonly string[]): Promise<ClaimOn[]> {
  const found: ClaimOn[] = [];
  for (const ids of inParts(hostIds)) {
    const rows = await tx.db.execute<
      Record<'host_id' | 'slot_id' | 'channel_id' | 'during' | 'cpu' | 'mem' | 'disk' | 'gpu', string>
    >(sql`
      select c.host_id, c.slot_id, r.channel_id, c.during::text as during,
             sum(c.cpu_milli) as cpu, sum(c.memory_mib) as mem, sum(c.disk_mib) as disk, sum(c.gpu) as gpu
        from host_claim c join slot s on s.id = c.slot_id join reservation r on r.id = s.reservation_id
       where c.host_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)) and upper(c.during) > clock() and c.state <> 'released' and (c.state = 'confirmed' or c.hold_until > clock())
       group by c.host_id, c.slot_id, r.channel_id, c.during order by lower(c.during), c.slot_id`);
    for (const row of rows)
      found.push({
        hostId: row.host_id,
        slotId: row.slot_id,
        channelId: row.channel_id,
        during: readInterval(row.during),
        vector: {
          cpuMilli: Number(row.cpu),
          memoryMiB: Number(row.mem),
          diskMiB: Number(row.disk),
          gpu: Number(row.gpu),
        },
      });
  }
  return found;
}

function inParts<T>(rows: readonly T[]): T[][] {
  const parts = Math.ceil(rows.length / AT_ONCE);
  return Array.from({ length: parts }, (_, n) => rows.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
}
