import { desc, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/pool.ts';
import { capacityEvent } from '../tables.ts';

/** The least that a kind of machine takes of a host. */
export interface Smallest {
  readonly arch: string;
  readonly cpuMilli: number;
  readonly memoryMiB: number;
}

/** One after the other: what one look has found does not end what a later one found. */
export async function lockLook(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('capacity events', 22))`);
}

export interface Full {
  readonly siteId: string;
  readonly shortOf: 'pool' | 'arch';
  readonly what: string;
}

/** Pools of which nothing is left at this instant. One that has nothing by itself is not full: nobody counts on it. */
export async function fullPools(tx: Tx): Promise<Full[]> {
  const rows = await tx.db.execute<{ site_id: string; what: string }>(sql`
    select p.site_id, p.resource_class as what
      from pool p join site s on s.id = p.site_id and s.retired_at is null
      join pool_capacity c on c.pool_id = p.id and c.during @> clock()
      left join lateral (
        select sum(quantity) as taken from pool_claim
         where pool_id = p.id and during @> clock() and state <> 'released' and (state = 'confirmed' or hold_until > clock())) as t on true
     where c.capacity > 0 and coalesce(t.taken, 0) >= c.capacity`);
  return rows.map(({ site_id: siteId, what }) => ({ siteId, shortOf: 'pool', what }));
}

/** Processors of which no host of a site has room at this instant for any kind of machine: all are full, lost, drained or closed. */
export async function fullArchs(tx: Tx, smallest: readonly Smallest[]): Promise<Full[]> {
  const rows = await tx.db.execute<{ site_id: string; what: string }>(sql`
    with smallest as (
      select * from jsonb_to_recordset(${JSON.stringify(smallest)}::text::jsonb) as m (arch text, "cpuMilli" bigint, "memoryMiB" bigint))
    select h.site_id, h.arch as what
      from host h join site s on s.id = h.site_id and s.retired_at is null
      left join host_capacity c on c.host_id = h.id and c.during @> clock()
      left join lateral (
        select sum(cpu_milli) as cpu, sum(memory_mib) as mem from host_claim
         where host_id = h.id and during @> clock() and state <> 'released' and (state = 'confirmed' or hold_until > clock())) as t on true
     where h.status <> 'removed' and h.arch in (select arch from smallest)
     group by h.site_id, h.arch
    having not coalesce(bool_or(
             h.status <> 'lost' and not h.draining
             and not exists (select 1 from host_closure x where x.host_id = h.id and x.during @> clock())
             and exists (select 1 from smallest m where m.arch = h.arch
                          and c.cpu_milli - coalesce(t.cpu, 0) >= m."cpuMilli" and c.memory_mib - coalesce(t.mem, 0) >= m."memoryMiB")), false)`);
  return rows.map(({ site_id: siteId, what }) => ({ siteId, shortOf: 'arch', what }));
}

/** Events of what has no room, of which there is no open one yet: whoever looks at the same time, one is written. */
export async function open(tx: Tx, rows: readonly (Full & { readonly id: string })[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insert(capacityEvent)
    .values(rows.map((row) => ({ ...row, fullAt: tx.now })))
    .onConflictDoNothing();
}

/** Ends the open events of everything that has room again, or is not there any more. */
export async function close(tx: Tx, stillFull: readonly Full[]): Promise<void> {
  const kept = JSON.stringify(stillFull.map(({ siteId, shortOf, what }) => `${siteId} ${shortOf} ${what}`));
  await tx.db.execute(sql`
    update capacity_event set room_at = greatest(full_at, ${new Date(tx.now).toISOString()}::timestamptz)
     where room_at is null
       and not (site_id || ' ' || short_of || ' ' || what) in (select jsonb_array_elements_text(${kept}::text::jsonb))`);
}

export async function forget(tx: Tx, before: number): Promise<void> {
  await tx.db.execute(
    sql`delete from capacity_event where room_at < ${new Date(before).toISOString()}::timestamptz`,
  );
}

/** Open ones first, then those that ended last. */
export function newest(tx: Tx, limit: number) {
  return tx.db
    .select()
    .from(capacityEvent)
    .orderBy(sql`${capacityEvent.roomAt} is null desc`, desc(capacityEvent.fullAt), capacityEvent.id)
    .limit(limit);
}
