import type { Abstraction, Catalog } from '@patchbay/catalog';
import { readFlat, withAbstractions, type DesignModel } from '@patchbay/engine/design';
import { factsOf, type Offered } from '@patchbay/engine/market';
import { designPerHour } from '@patchbay/engine/rating';
import type { Tx } from '../../db/pool.ts';
import * as published from '../abstractions/offers.ts';
import { product } from '../abstractions/publishing.ts';
import * as versions from '../abstractions/versions.ts';
import type { CatalogVersion, PriceBookVersion } from '../catalog/service.ts';
import { MAX_OFFERS } from './limits.ts';

/** What the product ships is offered under its own name. */
const SHIPPED_BY = 'Patchbay';

/** A template with what its page and its price are made of. */
export interface Offer extends Omit<Offered, 'earliest'> {
  readonly content: Abstraction;
  readonly catalog: Catalog;
  /** One of it, flattened. */
  readonly model: DesignModel;
  readonly semver: string;
  readonly shipped: boolean;
}

export interface Prices {
  readonly base: CatalogVersion;
  readonly book: PriceBookVersion;
}

/** Everything on the market: what is shipped, and the newest published version of each abstraction. */
export async function allOffers(tx: Tx, accountId: string, prices: Prices): Promise<Offer[]> {
  const rows = await published.offers(tx, MAX_OFFERS);
  const shipped = prices.base.catalog.abstractions.map((content) => shippedOffer(content, prices));
  const others = await Promise.all(rows.map((row) => publishedOffer(tx, accountId, row, prices)));
  return [...shipped, ...others.filter((one) => one !== null)];
}

/** What an offer comes to never changes with its version, catalog and prices. */
type Come = Pick<Offer, 'content' | 'catalog' | 'model' | 'facts' | 'perHourMicros'>;
const known = new Map<string, Come>();

export async function publishedOffer(
  tx: Tx,
  accountId: string,
  row: published.OfferRow,
  prices: Prices,
): Promise<Offer | null> {
  const { base, book } = prices;
  const key = [row.id, row.pricePerHourMicros, base.id, book.id].join(' ');
  const before = known.get(key);
  const { catalog, abstractions } = before
    ? { catalog: before.catalog, abstractions: [before.content] }
    : await versions.beside(tx, base, [row.id, ...row.inside], null);
  const content = abstractions.find(({ id }) => id === row.id);
  if (!content || row.facts === null) return null;
  const come = before ?? remember(key, comesTo(content, catalog, book));
  return {
    ...come,
    type: row.id,
    name: row.name,
    summary: row.summary,
    semver: row.semver,
    publisher: row.publisher ?? '',
    own: row.accountId === accountId,
    shipped: false,
    publishedAt: row.publishedAt ?? 0,
  };
}

export function shippedOffer(content: Abstraction, { base, book }: Prices): Offer {
  const key = [content.id, base.id, book.id].join(' ');
  const come = known.get(key) ?? remember(key, comesTo(content, base.catalog, book));
  return {
    ...come,
    type: content.id,
    name: content.name,
    summary: content.summary,
    semver: content.version,
    publisher: SHIPPED_BY,
    own: false,
    shipped: true,
    publishedAt: base.publishedAt,
  };
}

function comesTo(content: Abstraction, catalog: Catalog, { book }: PriceBookVersion) {
  const beside = withAbstractions(catalog, [content]);
  const model = readFlat(product(content, beside), beside);
  return {
    content,
    catalog: beside,
    model,
    facts: factsOf(model),
    perHourMicros: designPerHour(model, book),
  };
}

function remember<T>(key: string, value: T & Come): T {
  if (known.size >= 4 * MAX_OFFERS) known.clear();
  known.set(key, value);
  return value;
}
