import { countDistinct, eq, lt, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import type { Short } from './shortages.ts';
import { unmetDemand } from './tables.ts';

export async function insert(
  tx: Tx,
  of: { key: string; searcher: string },
  shortages: readonly Short[],
): Promise<void> {
  await tx.db
    .insert(unmetDemand)
    .values(shortages.map((one) => ({ ...one, ...of, at: tx.now })))
    .onConflictDoNothing();
}

/** Different searches of one searcher in one day. */
export async function countOf(tx: Tx, searcher: string): Promise<number> {
  const [row] = await tx.db
    .select({ searches: countDistinct(unmetDemand.key) })
    .from(unmetDemand)
    .where(eq(unmetDemand.searcher, searcher));
  return row?.searches ?? 0;
}

export async function forget(tx: Tx, before: number): Promise<void> {
  await tx.db.delete(unmetDemand).where(lt(unmetDemand.at, before));
}

export async function summed(tx: Tx, since: number) {
  const rows = await tx.db.execute<{
    site_id: string;
    short_of: Short['shortOf'];
    what: string;
    searches: number;
    alone: number;
    never: number;
    most: number;
    last: string;
  }>(sql`
    select site_id, short_of, what, count(*)::int as searches, (count(*) filter (where beside = 0))::int as alone,
           (count(*) filter (where never))::int as never, max(needed - available)::int as most, (extract(epoch from max(at)) * 1000)::bigint as last
      from ${unmetDemand} where at >= ${new Date(since).toISOString()}::timestamptz
     group by 1, 2, 3 order by searches desc, most desc, 1, 2, 3 limit 500`);
  return rows.map(({ last, ...row }) => ({ ...row, lastAt: Number(last) }));
}

export async function byDay(tx: Tx, since: number): Promise<{ date: string; searches: number }[]> {
  const rows = await tx.db.execute<{ date: string; searches: number }>(sql`
    select to_char(date_trunc('day', at), 'YYYY-MM-DD') as date, count(distinct key)::int as searches
      from ${unmetDemand} where at >= ${new Date(since).toISOString()}::timestamptz group by 1 order by 1`);
  return [...rows];
}
