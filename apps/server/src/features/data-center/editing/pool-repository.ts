import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/pool.ts';
import { pool, site, unit } from '../tables.ts';

export async function poolById(tx: Tx, id: string) {
  const [row] = await tx.db
    .select({ id: pool.id, siteId: pool.siteId, resourceClass: pool.resourceClass, driver: site.driver })
    .from(pool)
    .innerJoin(site, eq(site.id, pool.siteId))
    .where(eq(pool.id, id));
  return row;
}

/** Units are bound one slot after the other for each pool, and a claim raises its generation: both wait, and are waited for (CAP-1). */
export async function lockPool(tx: Tx, id: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 13))`);
  await tx.db.execute(sql`select lock_capacity(array[]::text[], array[${id}]::text[])`);
}

/** What a pool has from an instant on; in one statement, as of hosts. */
export async function setPoolCapacity(tx: Tx, at: number, id: string, capacity: number): Promise<void> {
  const now = sql`${new Date(at).toISOString()}::timestamptz`;
  await tx.db.execute(sql`
    with cut as (
      update pool_capacity set during = tstzrange(lower(during), ${now}, '[)')
       where pool_id = ${id} and during @> ${now} and (lower_inf(during) or lower(during) < ${now})
      returning pool_id
    ), again as (
      update pool_capacity set capacity = ${capacity} where pool_id = ${id} and lower(during) = ${now}
    )
    insert into pool_capacity (pool_id, during, capacity) select pool_id, tstzrange(${now}, null, '[)'), ${capacity}::bigint from cut`);
}

export function unitsOf(tx: Tx, poolId: string) {
  return tx.db.select().from(unit).where(eq(unit.poolId, poolId));
}

/** Addresses that are some pool's already. */
export async function takenAddresses(tx: Tx, identities: readonly string[]): Promise<string[]> {
  const rows = await tx.db.execute<{ identity: string }>(sql`
    select u.identity from unit u join pool p on p.id = u.pool_id
     where p.resource_class = 'public-address' and u.identity in (select jsonb_array_elements_text(${JSON.stringify(identities)}::text::jsonb)) limit 1`);
  return rows.map(({ identity }) => identity);
}

export async function insertUnits(tx: Tx, poolId: string, identities: readonly string[]): Promise<void> {
  const rows = identities.map((identity) => ({ id: `${poolId}/${identity}`, poolId, identity }));
  for (let at = 0; at < rows.length; at += 1000) await tx.db.insert(unit).values(rows.slice(at, at + 1000));
}

/** Takes units into use again that were retired: so many of them, or fewer. Answers how many. */
export async function reviveUnits(tx: Tx, poolId: string, count: number): Promise<number> {
  const rows = await tx.db.execute(sql`
    update unit set retired_at = null
     where id in (select id from unit where pool_id = ${poolId} and retired_at is not null order by id limit ${count}) returning id`);
  return rows.length;
}

/** Retires units that no slot has: the last of them first. Answers how many. */
export async function retireUnits(tx: Tx, at: number, poolId: string, count: number): Promise<number> {
  const rows = await tx.db.execute(sql`
    update unit set retired_at = ${new Date(at).toISOString()}::timestamptz
     where id in (
       select u.id from unit u where u.pool_id = ${poolId} and u.retired_at is null
          and not exists (select 1 from unit_binding b join slot s on s.id = b.slot_id
                           where b.unit_id = u.id and (upper(b.during) > clock() or s.state not in ('ended', 'cancelled')))
        order by u.id desc limit ${count}) returning id`);
  return rows.length;
}
