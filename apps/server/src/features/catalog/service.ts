import { catalog as catalogSchema, type Catalog } from '@patchbay/catalog';
import { priceBook as priceBookSchema, type PriceBook } from '@patchbay/engine/rating';
import { ZodError } from 'zod';
import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import type { CatalogDto, PriceBookDto } from './dto.ts';
import * as repository from './repository.ts';

export interface CatalogVersion {
  readonly id: string;
  readonly catalog: Catalog;
  readonly publishedAt: number;
}
export interface PriceBookVersion {
  readonly id: string;
  readonly book: PriceBook;
}

/** Versions are immutable, so what was read and validated once is kept. Bounded by how many versions there are. */
const catalogs = new Map<string, CatalogVersion>();
const books = new Map<string, PriceBookVersion>();

/** Versions that are looked at before there is said to be none that can be read. */
const MAX_LOOKED_AT = 20;
const unreadable = new Set<string>();

/**
 * The newest version that this build can read. One that it cannot was published by a later build, or is no catalog at all:
 * the one before it goes on to count.
 */
export async function newestCatalog(tx: Tx): Promise<CatalogVersion> {
  for (const id of await repository.newestCatalogs(tx, MAX_LOOKED_AT)) {
    if (unreadable.has(id)) continue;
    try {
      return await catalogVersion(tx, id);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      unreadable.add(id);
    }
  }
  throw notFound('catalog version');
}

export async function catalogVersion(tx: Tx, id: string): Promise<CatalogVersion> {
  return catalogs.get(id) ?? readCatalog(await repository.catalogById(tx, id));
}

export async function currentPriceBook(tx: Tx): Promise<PriceBookVersion> {
  const row = await repository.priceBookAt(tx, tx.now);
  if (!row) throw notFound('price book');
  return priceBookVersion(tx, row.id);
}

export async function priceBookVersion(tx: Tx, id: string): Promise<PriceBookVersion> {
  return books.get(id) ?? readBook(await repository.priceBookById(tx, id));
}

export async function current(app: App): Promise<CatalogDto> {
  return dto(await app.db.app.tx(null, newestCatalog));
}

export async function version(app: App, versionId: string): Promise<CatalogDto> {
  return dto(await app.db.app.tx(null, (tx) => catalogVersion(tx, versionId)));
}

export async function priceBook(app: App): Promise<PriceBookDto> {
  const { id, book } = await app.db.app.tx(null, currentPriceBook);
  return { versionId: id, book };
}

function dto({ id, catalog, publishedAt }: CatalogVersion): CatalogDto {
  return { versionId: id, publishedAt: new Date(publishedAt).toISOString(), catalog };
}

/** Rows are validated again when they are read: a bad row must fail here, by name, and nowhere deeper. */
function readCatalog(row: { id: string; content: unknown; publishedAt: number } | undefined): CatalogVersion {
  if (!row) throw notFound('catalog version');
  const known = catalogs.get(row.id);
  if (known) return known;
  const read = { id: row.id, catalog: catalogSchema.parse(row.content), publishedAt: row.publishedAt };
  catalogs.set(row.id, read);
  return read;
}

function readBook(row: { id: string; content: unknown } | undefined): PriceBookVersion {
  if (!row) throw notFound('price book');
  const known = books.get(row.id);
  if (known) return known;
  const read = { id: row.id, book: priceBookSchema.parse(row.content) };
  books.set(row.id, read);
  return read;
}
