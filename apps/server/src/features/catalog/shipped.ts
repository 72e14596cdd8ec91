import { shippedCatalog } from '@patchbay/catalog';
import { reservedMeter } from '@patchbay/engine/metering';
import type { PriceBook } from '@patchbay/engine/rating';
import { DAY } from '@patchbay/engine/time';
import { hashOf, newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { firstPriceBook, shippedPriceBook } from './price-book.ts';
import * as repository from './repository.ts';
import { newestCatalog, priceBookVersion } from './service.ts';
import type { StoredPriceBook } from './tables.ts';

/**
 * Start-up publishes what this build ships, unless a version with the same content exists. Prices are an operator's once one has
 * published any: from then on start-up adds those of component types that have none.
 */
export async function publishShipped(tx: Tx): Promise<void> {
  const hash = hashOf(shippedCatalog);
  if (!(await repository.catalogByHash(tx, hash))) {
    await repository.insertCatalog(tx, { id: `catalog-${hash.slice(0, 12)}`, hash, content: shippedCatalog });
  }
  if (await repository.anyByOperator(tx)) return publishMissing(tx);
  await publishBook(tx, firstPriceBook, tx.now - DAY);
  await publishBook(tx, shippedPriceBook, tx.now);
}

/** A version that is known already keeps the instant from which it counts. */
async function publishBook(tx: Tx, content: StoredPriceBook, validFrom: number): Promise<void> {
  const hash = hashOf(content);
  const id = `${content.name}-${hash.slice(0, 8)}`;
  await repository.insertPriceBook(tx, { id, hash, content, validFrom });
}

/** What is in force and what is ahead, each again with the prices that it lacks: publishing the one withdraws the other. */
async function publishMissing(tx: Tx): Promise<void> {
  const at = await repository.lockPublishing(tx);
  const current = await repository.priceBookAt(tx, at);
  const ahead = await repository.priceBookAhead(tx, at);
  const successors = [];
  for (const row of [current && { ...current, validFrom: at }, ahead]) {
    if (!row) continue;
    const { book } = await priceBookVersion(tx, row.id);
    successors.push({ validFrom: row.validFrom, book, content: await complete(tx, book) });
  }
  if (successors.every(({ book, content }) => book.prices.length === content.prices.length)) return;
  for (const { validFrom, content } of successors)
    await repository.insertPriceBook(tx, {
      id: newId('book'),
      hash: hashOf(content),
      content,
      validFrom,
      publishedAt: at,
      note: 'with prices of new component types',
    });
}

/** With the shipped prices of what it does not list and designs can have: nothing is free because a book is older. */
export async function complete(tx: Tx, book: PriceBook): Promise<PriceBook> {
  const { catalog } = await newestCatalog(tx);
  const types = new Map([...shippedCatalog.types, ...catalog.types].map((type) => [type.id, type]));
  for (const { type } of book.prices) types.delete(type);
  const missing = [...types.values()].flatMap((type) => {
    const meter = reservedMeter(type);
    if (meter === null) return [];
    const shipped = shippedPriceBook.prices.find((price) => price.type === type.id);
    return [shipped ?? { type: type.id, meter, perHourMicros: 0, perProperty: [] }];
  });
  return { ...book, prices: [...book.prices, ...missing] };
}
