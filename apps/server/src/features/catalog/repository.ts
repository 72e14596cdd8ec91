import { and, asc, desc, eq, gt, isNotNull, lte, max, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Catalog } from '@patchbay/catalog';
import type { Tx } from '../../db/pool.ts';
import { catalogUse, catalogVersion, priceBookVersion } from './tables.ts';

/** Ids alone, the one that operators chose first, then the newest: the content is large, and kept once it was read. */
export async function newestCatalogs(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.db
    .select({ id: catalogVersion.id })
    .from(catalogVersion)
    .orderBy(
      sql`coalesce(${catalogVersion.id} = (select ${catalogUse.versionId} from ${catalogUse} order by ${catalogUse.no} desc limit 1), false) desc`,
      desc(catalogVersion.publishedAt),
      desc(catalogVersion.id),
    )
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function catalogById(tx: Tx, id: string) {
  const [row] = await tx.db.select().from(catalogVersion).where(eq(catalogVersion.id, id));
  return row;
}

export async function catalogByHash(tx: Tx, hash: string) {
  const [row] = await tx.db
    .select({ id: catalogVersion.id })
    .from(catalogVersion)
    .where(eq(catalogVersion.hash, hash));
  return row;
}

export async function insertCatalog(
  tx: Tx,
  row: { id: string; hash: string; content: Catalog },
): Promise<void> {
  await tx.db
    .insert(catalogVersion)
    .values({ ...row, publishedAt: tx.now })
    .onConflictDoNothing();
}

const later = alias(priceBookVersion, 'later');

/** Publishing withdraws what was ahead at that instant: whatever begins with a later version known. */
const standing = (tx: Tx) =>
  notExists(
    tx.db
      .select({ id: later.id })
      .from(later)
      .where(
        and(gt(later.no, priceBookVersion.no), sql`${later.publishedAt} < ${priceBookVersion.validFrom}`),
      ),
  );

/** The version in force at an instant: of those that have begun and were not withdrawn, the last that was published. */
export async function priceBookAt(tx: Tx, at: number) {
  const [row] = await tx.db
    .select({ id: priceBookVersion.id, no: priceBookVersion.no })
    .from(priceBookVersion)
    .where(and(lte(priceBookVersion.validFrom, at), standing(tx)))
    .orderBy(desc(priceBookVersion.no))
    .limit(1);
  return row;
}

/** The version that is to follow, where there is one: there is at most one, since it withdrew any other. */
export async function priceBookAhead(tx: Tx, at: number) {
  const { id, no, validFrom, note, publishedBy, contentsOf } = priceBookVersion;
  const [row] = await tx.db
    .select({ id, no, validFrom, note, publishedBy, contentsOf })
    .from(priceBookVersion)
    .where(and(gt(validFrom, at), standing(tx)))
    .orderBy(asc(no))
    .limit(1);
  return row;
}

export async function priceBookById(tx: Tx, id: string) {
  const [row] = await tx.db.select().from(priceBookVersion).where(eq(priceBookVersion.id, id));
  return row;
}

export async function insertPriceBook(
  tx: Tx,
  row: Omit<typeof priceBookVersion.$inferInsert, 'currency' | 'no'>,
): Promise<void> {
  await tx.db
    .insert(priceBookVersion)
    .values({ ...row, currency: row.content.currency })
    .onConflictDoNothing();
}

/** Every version, the last one first, without what is in it. */
export function priceBooks(tx: Tx, limit: number) {
  const { id, no, currency, validFrom, publishedAt, publishedBy, note, contentsOf } = priceBookVersion;
  return tx.db
    .select({ id, no, currency, validFrom, publishedAt, publishedBy, note, contentsOf })
    .from(priceBookVersion)
    .orderBy(desc(no))
    .limit(limit);
}

/** Whether an operator has published one: from then on start-up publishes none. */
export async function anyByOperator(tx: Tx): Promise<boolean> {
  const rows = await tx.db
    .select({ id: priceBookVersion.id })
    .from(priceBookVersion)
    .where(isNotNull(priceBookVersion.publishedBy))
    .limit(1);
  return rows.length > 0;
}

/** Versions are published one after the other; answers the world's time once it is one's turn. */
export async function lockPublishing(tx: Tx): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('publishing', 21))`);
  const [row] = await tx.db.execute<{ at: string }>(
    sql`select (extract(epoch from clock()) * 1000)::bigint as at`,
  );
  return Number(row?.at);
}

/** Every catalog version, the newest first, without what is in it. */
export function catalogVersions(tx: Tx, limit: number) {
  return tx.db
    .select({ id: catalogVersion.id, publishedAt: catalogVersion.publishedAt })
    .from(catalogVersion)
    .orderBy(desc(catalogVersion.publishedAt), desc(catalogVersion.id))
    .limit(limit);
}

/** What operators chose last. */
export async function lastUse(tx: Tx) {
  const [row] = await tx.db.select().from(catalogUse).orderBy(desc(catalogUse.no)).limit(1);
  return row;
}

export async function insertUse(tx: Tx, row: Omit<typeof catalogUse.$inferInsert, 'no'>): Promise<void> {
  const [last] = await tx.db.select({ no: max(catalogUse.no) }).from(catalogUse);
  await tx.db.insert(catalogUse).values({ ...row, no: (last?.no ?? 0) + 1 });
}
