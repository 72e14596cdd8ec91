import { OFFERS_PER_PAGE, search as find, type Query } from '@patchbay/engine/market';
import { insideOf, readySeconds } from '@patchbay/engine/design';
import { estimateSlot, ratesByBand } from '@patchbay/engine/rating';
import { HOUR, MINUTE } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import * as published from '../abstractions/offers.ts';
import { usagesOf } from '../abstractions/reading.ts';
import * as catalogs from '../catalog/service.ts';
import type { ItemDto, MarketDto, OfferDto } from './dto.ts';
import { earliestOf, EXAMPLE_MS } from './earliest.ts';
import { allOffers, publishedOffer, shippedOffer, type Offer, type Prices } from './offers.ts';

/** A page of what is on the market and matches, with counts of what else would. */
export async function search(
  { app, member }: Actor,
  { page, ...query }: Query & { page: number },
): Promise<MarketDto> {
  const { offers, prices, now } = await app.db.app.tx(member, async (tx) => {
    const current = await pricesNow(tx);
    return { offers: await allOffers(tx, member.accountId, current), prices: current, now: tx.now };
  });
  const earliest = await earliestOf(app, offers, now);
  const byType = new Map(offers.map((one) => [one.type, one]));
  const offered = offers.map((one) => ({ ...one, earliest: earliest.get(one.type) ?? null }));
  const found = find(offered, query, now);
  const shown = found.offers
    .slice(page * OFFERS_PER_PAGE, (page + 1) * OFFERS_PER_PAGE)
    .flatMap(({ type }) => byType.get(type) ?? []);
  const needed = new Map(shown.flatMap(contentsOf).map((content) => [content.id, content]));
  return {
    total: found.offers.length,
    offers: shown.map((one) => offerDto(one, earliest.get(one.type) ?? null)),
    facets: found.facets,
    dearestMicros: found.dearestMicros,
    contents: [...needed.values()],
    currency: prices.book.book.currency,
    asOf: iso(now),
  };
}

/** One template with all that its page shows. */
export async function get({ app, member }: Actor, type: string): Promise<ItemDto> {
  const { offer, row, prices, now, ...rest } = await app.db.app.tx(member, async (tx) => {
    const current = await pricesNow(tx);
    const found = await offerOf(tx, member.accountId, type, current);
    const line = found.row ? await published.publishedOf(tx, found.row.abstractionId) : [];
    const designs = found.row ? await usagesOf(tx, member.accountId, line) : [];
    const origin = found.row?.forkedFrom ? await published.published(tx, found.row.forkedFrom) : undefined;
    return { ...found, line, designs, origin, prices: current, now: tx.now };
  });
  const earliest = (await earliestOf(app, [offer], now)).get(type) ?? null;
  const accounts = row
    ? await app.db.platform.tx(null, (tx) => published.accountsUsing(tx, row.abstractionId))
    : 0;
  const start = Math.ceil((earliest ?? now) / MINUTE) * MINUTE;
  const { book } = prices.book;
  return {
    ...offerDto(offer, earliest),
    text: row?.text ?? '',
    askedPerHourMicros: row?.pricePerHourMicros ?? 0,
    forkable: row === null || row.forkable || offer.own,
    forkedFrom: rest.origin
      ? { publisher: rest.origin.publisher ?? '', name: rest.origin.name, type: rest.origin.id }
      : null,
    withdrawn: row !== null && row.withdrawnAt !== null,
    versions: rest.line.map(({ id, semver, notes, publishedAt }) => ({
      type: id,
      semver,
      notes,
      publishedAt: iso(publishedAt ?? 0),
    })),
    accounts,
    designs: rest.designs.flatMap(({ designId, name, parts }) =>
      parts.map(({ semver, count }) => ({ designId, name, semver, count })),
    ),
    content: offer.content,
    contents: contentsOf(offer),
    readySeconds: readySeconds(offer.model),
    currency: book.currency,
    rates: ratesByBand(offer.model, book, now),
    example: {
      hours: EXAMPLE_MS / HOUR,
      estimate: estimateSlot(offer.model, book, { start, end: start + EXAMPLE_MS }),
    },
    asOf: iso(now),
  };
}

async function pricesNow(tx: Tx): Promise<Prices> {
  return { base: await catalogs.newestCatalog(tx), book: await catalogs.currentPriceBook(tx) };
}

interface Found {
  readonly offer: Offer;
  /** Null where the product ships it. */
  readonly row: published.OfferRow | null;
}

/** A template that the account may use: it is on offer, or used already. What is neither answers like what does not exist (ISO-1). */
export async function offerOf(tx: Tx, accountId: string, type: string, prices: Prices): Promise<Found> {
  const shipped = prices.base.catalog.abstractions.find(({ id }) => id === type);
  if (shipped) return { offer: shippedOffer(shipped, prices), row: null };
  const row = await published.published(tx, type);
  const offer = row && (await publishedOffer(tx, accountId, row, prices));
  if (!row || !offer) throw notFound('template');
  return { offer, row };
}

/** The abstractions that a template is drawn from, itself included; those that ship are in the catalog. */
function contentsOf({ content, catalog, shipped }: Offer) {
  if (shipped) return [];
  const inside = insideOf(content, catalog);
  return [content, ...catalog.abstractions.filter(({ id }) => inside.has(id))];
}

function offerDto(offer: Offer, earliest: number | null): OfferDto {
  const { type, name, summary, semver, publisher, own, shipped, facts, perHourMicros } = offer;
  return {
    type,
    name,
    summary,
    icon: offer.content.icon,
    semver,
    publisher,
    own,
    shipped,
    facts,
    perHourMicros,
    earliest: earliest === null ? null : iso(earliest),
    publishedAt: iso(offer.publishedAt),
  };
}

const iso = (at: number) => new Date(at).toISOString();
