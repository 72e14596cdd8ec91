import { abstraction as schema, type Abstraction, type Catalog } from '@patchbay/catalog';
import { versionsIn, withAbstractions, type DesignDocument } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import type { CatalogVersion } from '../catalog/service.ts';
import * as repository from './repository.ts';

/** Versions are immutable, so what was read and validated once is kept. Who may read one is asked of the database each time. */
const known = new Map<string, Abstraction>();
const MOST_KNOWN = 5000;

/** Catalogs with the versions that some design needs: what the engine works out for a catalog is kept with it. */
const extended = new Map<string, Catalog>();
const MOST_EXTENDED = 200;

/** What a design is read beside: its catalog version, and the versions of abstractions that it needs. */
export interface Beside {
  readonly catalog: Catalog;
  readonly abstractions: readonly Abstraction[];
}

/** A stored revision needs what it was found to need when it was saved, whatever became of that since. */
export async function besideRevision(
  tx: Tx,
  base: CatalogVersion,
  { accountId, designId, revision }: Revision,
  document: DesignDocument,
): Promise<Beside> {
  if (versionsIn(document).length === 0) return { catalog: base.catalog, abstractions: [] };
  return beside(tx, base, await repository.usedBy(tx, accountId, designId, revision), accountId);
}

/** A document that is not stored yet needs the versions that it names and that may be read, and those inside of them. */
export async function besideDocument(
  tx: Tx,
  base: CatalogVersion,
  document: DesignDocument,
  accountId: string,
): Promise<Beside> {
  return beside(tx, base, await needed(tx, document), accountId);
}

export interface Revision {
  readonly accountId: string;
  readonly designId: string;
  readonly revision: number;
}

/** Notes what a revision needs. A version that the account may not read is not noted, so it stays an unknown type (ISO-1). */
export async function recordUse(tx: Tx, revision: Revision, document: DesignDocument): Promise<void> {
  await repository.insertUses(tx, revision, await needed(tx, document));
}

async function needed(tx: Tx, document: DesignDocument): Promise<string[]> {
  const found = await repository.readable(tx, versionsIn(document));
  return [...new Set(found.flatMap(({ id, inside }) => [id, ...inside]))].sort();
}

/** `payer` as in `contents`. */
export async function beside(
  tx: Tx,
  base: CatalogVersion,
  ids: readonly string[],
  payer: string | null,
): Promise<Beside> {
  const abstractions = await contents(tx, ids, payer);
  const terms = abstractions.map(({ id, pricePerHourMicros = 0 }) => `${id} ${pricePerHourMicros}`);
  const key = [base.id, ...terms].join(' ');
  const catalog = extended.get(key) ?? withAbstractions(base.catalog, abstractions);
  remember(extended, key, catalog, MOST_EXTENDED);
  return { catalog, abstractions };
}

/**
 * Versions by id, in order of ids, as far as they may be read, at the prices that an account pays: nobody pays what they ask
 * themselves, so a price that is asked for later never is that of what is drawn or booked already. Null for what others pay.
 */
export async function contents(tx: Tx, ids: readonly string[], payer: string | null): Promise<Abstraction[]> {
  const found = await repository.readable(tx, ids);
  const rows = found.map((row) => (row.accountId === payer ? { ...row, pricePerHourMicros: null } : row));
  const fresh = rows.filter((row) => !known.has(termsOf(row))).map(({ id }) => id);
  const read = new Map(
    (await repository.contents(tx, fresh)).map(({ id, content }) => [id, schema.parse(content)]),
  );
  return rows.toSorted(byId).map((row) => {
    const one = known.get(termsOf(row)) ?? priced(read.get(row.id), row);
    remember(known, termsOf(row), one, MOST_KNOWN);
    return one;
  });
}

interface Terms {
  readonly id: string;
  readonly pricePerHourMicros: number | null;
}

/** A version has no price until it is published, and then one for good. */
const termsOf = ({ id, pricePerHourMicros }: Terms) => `${id} ${pricePerHourMicros ?? 0}`;
const byId = (a: Terms, b: Terms) => (a.id < b.id ? -1 : 1);

function priced(content: Abstraction | undefined, { id, pricePerHourMicros }: Terms): Abstraction {
  if (!content) throw new Error(`a version that is not stored: ${id}`);
  return pricePerHourMicros === null ? content : { ...content, pricePerHourMicros };
}

function remember<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}

/** Whether whoever a transaction acts for sees anything of an abstraction (row-level security: only with a version of it). */
export const isSeen = (tx: Tx, abstractionId: string) => repository.isSeen(tx, abstractionId);
