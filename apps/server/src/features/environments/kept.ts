import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { address, addressRange, environment, volume } from './tables.ts';

/** What an environment keeps from slot to slot: private ranges, and the places of its data. */
interface Owner {
  readonly id: string;
  readonly accountId: string;
  readonly siteId: string;
}

const BATCH = 500;

/** The numbers of an environment's private ranges, by segment. */
export async function rangesOf(tx: Tx, environmentId: string): Promise<Map<string, number>> {
  const rows = await tx.db.select().from(addressRange).where(eq(addressRange.environmentId, environmentId));
  return new Map(rows.map(({ network, number }) => [network, number]));
}

/**
 * Gives a segment the lowest number below `ranges` that is free at the site and not among `taken`; a segment that has one
 * keeps it.
 */
export async function takeRange(
  tx: Tx,
  row: Owner,
  network: string,
  ranges: number,
  taken: readonly number[],
): Promise<void> {
  // One at a time for each site: two that look for the lowest free number would find the same.
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${row.siteId}, 12))`);
  const given = await tx.db.execute(sql`
    insert into address_range (site_id, number, account_id, environment_id, network)
    select ${row.siteId}, g.n, ${row.accountId}, ${row.id}, ${network}
      from generate_series(0, ${ranges - 1}) as g (n)
     where not exists (select 1 from address_range r where r.site_id = ${row.siteId} and r.number = g.n)
       and not exists (select 1 from address_range r where r.environment_id = ${row.id} and r.network = ${network})
       and g.n not in (select jsonb_array_elements(${JSON.stringify(taken)}::text::jsonb)::int)
     order by g.n limit 1 returning number`);
  if (given.length === 0 && !(await rangesOf(tx, row.id)).has(network))
    throw new Error('there is no private address range left at this site');
}

/** Where the data lies that an environment keeps. */
export function volumesOf(tx: Tx, environmentId: string) {
  return tx.db.select().from(volume).where(eq(volume.environmentId, environmentId));
}

/** Where the data of several environments lies. */
export function volumesOfAll(tx: Tx, environmentIds: readonly string[]) {
  return tx.db
    .select()
    .from(volume)
    .where(inArray(volume.environmentId, [...environmentIds]));
}

/** Environments that keep data on a host. */
export async function countKeptOn(tx: Tx, hostId: string): Promise<number> {
  const rows = await tx.db
    .selectDistinct({ id: volume.environmentId })
    .from(volume)
    .where(eq(volume.host, hostId));
  return rows.length;
}

/** Data is from now on where the environment is. */
export async function putVolumes(
  tx: Tx,
  row: Owner,
  copies: readonly { component: string; idx: number }[],
  host: string,
): Promise<void> {
  const rows = copies.map(({ component, idx }) => ({
    environmentId: row.id,
    accountId: row.accountId,
    component,
    idx,
    host,
  }));
  for (let at = 0; at < rows.length; at += BATCH)
    await tx.db
      .insert(volume)
      .values(rows.slice(at, at + BATCH))
      .onConflictDoUpdate({
        target: [volume.environmentId, volume.component, volume.idx],
        set: { host: sql`excluded.host` },
      });
}

/** Data is deleted; ranges and addresses go to others. */
export async function dropAll(tx: Tx, environmentId: string): Promise<void> {
  await tx.db.delete(volume).where(eq(volume.environmentId, environmentId));
  await tx.db.delete(addressRange).where(eq(addressRange.environmentId, environmentId));
  await tx.db.delete(address).where(eq(address.environmentId, environmentId));
}

export async function setDataUntil(tx: Tx, id: string, until: number | null): Promise<void> {
  await tx.db.update(environment).set({ dataUntil: until }).where(eq(environment.id, id));
}
