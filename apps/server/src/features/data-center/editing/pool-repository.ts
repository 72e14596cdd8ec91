import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
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

/** Whoever claims something at a site claims of its hosts or its pools: with no host left, this is waited for (CAP-1). */
export async function lockPoolsAt(tx: Tx, siteId: string): Promise<void> {
  await tx.db.execute(
    sql`select lock_capacity(array[]::text[], array(select id from pool where site_id = ${siteId}))`,
  );
}

/** What a pool has from an instant on. */
export const setPoolCapacity = (tx: Tx, at: number, id: string, capacity: number): Promise<void> =>
  setCapacity(tx, at, capacity, sql`pool_id = ${id}`);

/** No pool of a site has anything from an instant on. */
export const closePoolsAt = (tx: Tx, at: number, siteId: string): Promise<void> =>
  setCapacity(tx, at, 0, sql`pool_id in (select id from pool where site_id = ${siteId})`);

/** In one statement, as of hosts. */
async function setCapacity(tx: Tx, at: number, capacity: number, which: SQL): Promise<void> {
  const now = sql`${new Date(at).toISOString()}::timestamptz`;
  await tx.db.execute(sql`
    with cut as (
      update pool_capacity set during = tstzrange(lower(during), ${now}, '[)')
       where ${which} and during @> ${now} and (lower_inf(during) or lower(during) < ${now})
      returning pool_id
    ), again as (
      update pool_capacity set capacity = ${capacity} where ${which} and lower(during) = ${now}
    )
    insert into pool_capacity (pool_id, during, capacity) select pool_id, tstzrange(${now}, null, '[)'), ${capacity}::bigint from cut`);
}

export async function countUnits(tx: Tx, poolId: string): Promise<number> {
  return tx.db.$count(unit, and(eq(unit.poolId, poolId), isNull(unit.retiredAt)));
}

/** The highest number that a unit of a pool has, and the name before it. */
export async function lastNumbered(tx: Tx, poolId: string) {
  const [row] = await tx.db.execute<{ prefix: string; number: string }>(sql`
    select regexp_replace(identity, '\\d+$', '') as prefix, substring(identity from '\\d+$')::numeric as number
      from unit where pool_id = ${poolId} and identity ~ '\\d$' order by 2 desc limit 1`);
  return row && { prefix: row.prefix, number: Number(row.number) };
}

/** Addresses that are some pool's already. */
export async function takenAddresses(tx: Tx, identities: readonly string[]): Promise<string[]> {
  const rows = await tx.db.execute<{ identity: string }>(sql`
    select u.identity from unit u join pool p on p.id = u.pool_id
     where p.resource_class = 'public-address' and u.identity in (select jsonb_array_elements_text(${JSON.stringify(identities)}::text::jsonb)) limit 1`);
  return rows.map(({ identity }) => identity);
}

export async function insertUnits(tx: Tx, poolId: string, identities: readonly string[]): Promise<void> {
  await tx.db
    .insert(unit)
    .values(identities.map((identity) => ({ id: `${poolId}/${identity}`, poolId, identity })));
}

/** Units with a number each, from one to another. */
export async function insertNumbered(
  tx: Tx,
  poolId: string,
  prefix: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await tx.db.execute(sql`
    insert into unit (id, pool_id, identity)
    select ${poolId}::text || '/' || ${prefix}::text || n, ${poolId}, ${prefix}::text || n from generate_series(${from}::int, ${to}::int) as n`);
}

/** Takes units into use again that were retired: so many of them, or fewer. Answers how many. */
export async function reviveUnits(tx: Tx, poolId: string, count: number): Promise<number> {
  return counted(
    tx,
    sql`update unit set retired_at = null
         where id in (select id from unit where pool_id = ${poolId} and retired_at is not null order by id limit ${count}) returning id`,
  );
}

/** Retires units that no slot has: the last of them first. Answers how many. */
export async function retireUnits(tx: Tx, at: number, poolId: string, count: number): Promise<number> {
  return counted(
    tx,
    sql`update unit set retired_at = ${new Date(at).toISOString()}::timestamptz
         where id in (
           select u.id from unit u where u.pool_id = ${poolId} and u.retired_at is null
              and not exists (select 1 from unit_binding b join slot s on s.id = b.slot_id
                               where b.unit_id = u.id and (upper(b.during) > clock() or s.state not in ('ended', 'cancelled')))
            order by u.id desc limit ${count}) returning id`,
  );
}

/** How many rows a statement changes, without any of them. */
async function counted(tx: Tx, statement: SQL): Promise<number> {
  const [row] = await tx.db.execute<{ n: number }>(
    sql`with changed as (${statement}) select count(*)::int as n from changed`,
  );
  return row?.n ?? 0;
}
