import { desc, eq, lte } from 'drizzle-orm';
import type { Catalog } from '@patchbay/catalog';
import type { Tx } from '../../db/pool.ts';
import { catalogVersion, priceBookVersion, type StoredPriceBook } from './tables.ts';

/** Ids alone, the newest first: the content is large, and kept once it was read. */
export async function newestCatalogs(tx: Tx, limit: number): Promise<string[]> {
  const rows = await tx.db
    .select({ id: catalogVersion.id })
    .from(catalogVersion)
    .orderBy(desc(catalogVersion.publishedAt), desc(catalogVersion.id))
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

/** The id of the price book in force at the transaction's instant. */
export async function currentPriceBook(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ id: priceBookVersion.id })
    .from(priceBookVersion)
    .where(lte(priceBookVersion.validFrom, tx.now))
    .orderBy(desc(priceBookVersion.validFrom), desc(priceBookVersion.id))
    .limit(1);
  return row?.id;
}

export async function priceBookById(tx: Tx, id: string) {
  const [row] = await tx.db.select().from(priceBookVersion).where(eq(priceBookVersion.id, id));
  return row;
}

export async function insertPriceBook(
  tx: Tx,
  row: { id: string; hash: string; content: StoredPriceBook; validFrom: number },
): Promise<void> {
  await tx.db
    .insert(priceBookVersion)
    .values({ ...row, currency: row.content.currency })
    .onConflictDoNothing();
}
