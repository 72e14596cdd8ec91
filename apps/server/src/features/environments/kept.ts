import { KEEP_MS } from '@patchbay/engine/reservation';
import { and, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { address, addressRange, environment, spareVolume, volume } from './tables.ts';

/** What an environment keeps from slot to slot: private ranges, and the places of its data. */
interface Owner {
  readonly id: string;
  readonly accountId: string;
  readonly siteId: string;
}

const BATCH = 500;

/** Environments that have an open slot at a site, or keep data or addresses there. */
export async function countAt(tx: Tx, siteId: string): Promise<number> {
  const [row] = await tx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from environment e
     where e.site_id = ${siteId}
       and (e.data_until is not null
            or exists (select 1 from slot s where s.environment_id = e.id and s.state not in ('ended', 'cancelled'))
            or exists (select 1 from address_range r where r.environment_id = e.id)
            or exists (select 1 from volume v where v.environment_id = e.id))`);
  return row?.n ?? 0;
}

/** The numbers of an environment's private ranges, by segment. */
export async function rangesOf(tx: Tx, environmentId: string): Promise<Map<string, number>> {
  const rows = await tx.db.select().from(addressRange).where(eq(addressRange.environmentId, environmentId));
  return new Map(rows.map(({ network, number }) => [network, number]));
}

/**
 * Gives a segment the lowest number below `ranges` that is free at the site and not among `taken`; a segment that has one
 * keeps it. One that is free at every site comes first, so that it can go along to another one.
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
     order by exists (select 1 from address_range r where r.number = g.n), g.n limit 1 returning number`);
  if (given.length === 0 && !(await rangesOf(tx, row.id)).has(network))
    throw new Error('there is no private address range left at this site');
}

/**
 * The ranges of some environments go along to another site, with their numbers where these are free there. Answers, by
 * environment, of how many networks they are not: those get other addresses at the next start.
 */
export async function moveRanges(
  tx: Tx,
  environmentIds: readonly string[],
  siteId: string,
  ranges: number,
): Promise<Map<string, number>> {
  const rows = await tx.db.execute<{ id: string; n: number }>(sql`
    select environment_id as id, count(*)::int as n
      from move_ranges(array(select jsonb_array_elements_text(${JSON.stringify(environmentIds)}::text::jsonb)), ${siteId}, ${ranges})
     group by environment_id`);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Where the data lies that an environment keeps. */
export function volumesOf(tx: Tx, environmentId: string) {
  return tx.db.select().from(volume).where(eq(volume.environmentId, environmentId));
}

/** Those of some environments of which data was made that is kept. */
export async function withData(tx: Tx, environmentIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .selectDistinct({ id: volume.environmentId })
    .from(volume)
    .where(and(inArray(volume.environmentId, [...environmentIds]), isNotNull(volume.madeAt)));
  return new Set(rows.map(({ id }) => id));
}

/** Those of some environments that keep data. */
export async function keepingData(tx: Tx, environmentIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .selectDistinct({ id: volume.environmentId })
    .from(volume)
    .where(inArray(volume.environmentId, [...environmentIds]));
  return new Set(rows.map(({ id }) => id));
}

/** Copies of it that do not count and are not deleted yet. */
export function sparesOf(tx: Tx, environmentId: string) {
  return tx.db
    .select()
    .from(spareVolume)
    .where(and(eq(spareVolume.environmentId, environmentId), gt(spareVolume.until, tx.now)))
    .orderBy(spareVolume.since, spareVolume.host, spareVolume.component, spareVolume.idx);
}

/** Every place where data of some environments lies, whether it counts or not. */
export async function placesOf(tx: Tx, environmentIds: readonly string[]) {
  const ids = [...environmentIds];
  const place = (table: typeof volume | typeof spareVolume) => ({
    environmentId: table.environmentId,
    component: table.component,
    idx: table.idx,
    host: table.host,
  });
  return [
    ...(await tx.db.select(place(volume)).from(volume).where(inArray(volume.environmentId, ids))),
    ...(await tx.db
      .select(place(spareVolume))
      .from(spareVolume)
      .where(inArray(spareVolume.environmentId, ids))),
  ];
}

/** How many environments have data on each of some hosts, whether it counts or not; hosts without any are left out. */
export async function countKeptOn(tx: Tx, hostIds: readonly string[]): Promise<Map<string, number>> {
  if (hostIds.length === 0) return new Map();
  const ids = [...hostIds];
  const rows = await tx.db.execute<{ host: string; n: number }>(sql`
    select host, count(*)::int as n from (
      select host, environment_id from volume where host in ${ids}
      union select host, environment_id from spare_volume where host in ${ids} and until > clock()) as kept
     group by host`);
  return new Map(rows.map(({ host, n }) => [host, n]));
}

/** What becomes of data when its environment goes elsewhere: the host of each that is left, and how many are found. */
interface Laid {
  readonly left: string[];
  readonly found: number;
}

/**
 * The data of an environment is from now on where the environment is. What lies elsewhere stays there as a spare copy for
 * a time, and a spare copy that lies here counts again: a volume is known by its key, so a host has at most one copy.
 */
export async function layOn(tx: Tx, environmentId: string, host: string): Promise<Laid> {
  const [since, until] = [tx.now, tx.now + KEEP_MS].map((at) => new Date(at).toISOString());
  const left = await tx.db.execute<{ host: string }>(sql`
    with gone as (delete from volume where environment_id = ${environmentId} and host <> ${host} returning *)
    insert into spare_volume (environment_id, component, idx, host, account_id, made_at, since, until)
    select environment_id, component, idx, host, account_id, made_at, ${since}::timestamptz, ${until}::timestamptz from gone where made_at is not null
    returning host`);
  const found = await tx.db.execute(sql`
    with back as (delete from spare_volume where environment_id = ${environmentId} and host = ${host} returning *)
    insert into volume (environment_id, component, idx, host, account_id, made_at)
    select environment_id, component, idx, host, account_id, made_at from back returning idx`);
  return { left: left.map((row) => row.host), found: found.length };
}

/** Brings the data to a host, and makes places for what has none yet. */
export async function putVolumes(
  tx: Tx,
  row: Owner,
  copies: readonly { component: string; idx: number }[],
  host: string,
): Promise<Laid> {
  const laid = await layOn(tx, row.id, host);
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
      .onConflictDoNothing();
  return laid;
}

/** They are there, so from now on something may be written to them. */
export async function madeVolumes(tx: Tx, environmentId: string): Promise<void> {
  await tx.db
    .update(volume)
    .set({ madeAt: tx.now })
    .where(and(eq(volume.environmentId, environmentId), isNull(volume.madeAt)));
}

/** Nobody finds these spare copies any more; the sweep of their host removes them. */
export async function forgetSpares(tx: Tx, environmentId: string, host: string): Promise<number> {
  const rows = await tx.db
    .delete(spareVolume)
    .where(and(eq(spareVolume.environmentId, environmentId), eq(spareVolume.host, host)))
    .returning({ idx: spareVolume.idx });
  return rows.length;
}

/** Spare copies whose time is over. */
export async function forgetExpired(tx: Tx): Promise<void> {
  await tx.db.delete(spareVolume).where(lte(spareVolume.until, tx.now));
}

/** Addresses that may be given to others of the environment. */
export async function takeAddresses(
  tx: Tx,
  environmentId: string,
  rows: readonly { readonly address: string }[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await tx.db.delete(address).where(
      and(
        eq(address.environmentId, environmentId),
        inArray(
          address.address,
          rows.slice(at, at + BATCH).map((row) => row.address),
        ),
      ),
    );
}

/** Data is deleted; ranges and addresses go to others. */
export async function dropAll(tx: Tx, environmentId: string): Promise<void> {
  await tx.db.delete(volume).where(eq(volume.environmentId, environmentId));
  await tx.db.delete(spareVolume).where(eq(spareVolume.environmentId, environmentId));
  await tx.db.delete(addressRange).where(eq(addressRange.environmentId, environmentId));
  await tx.db.delete(address).where(eq(address.environmentId, environmentId));
}

export async function setDataUntil(tx: Tx, id: string, until: number | null): Promise<void> {
  await tx.db.update(environment).set({ dataUntil: until }).where(eq(environment.id, id));
}
