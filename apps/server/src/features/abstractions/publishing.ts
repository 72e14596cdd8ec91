import { obstacle } from '@patchbay/engine/constraints';
import {
  alone,
  newComponent,
  readFlat,
  typeOfAbstraction,
  type DesignDocument,
} from '@patchbay/engine/design';
import { factsOf } from '@patchbay/engine/market';
import type { Abstraction, Catalog } from '@patchbay/catalog';
import type { Actor } from '../../context.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as repository from './repository.ts';
import * as versions from './versions.ts';

/** What a publisher decides about a version that everybody may use. */
export interface Published {
  readonly type: string;
  readonly text: string;
  /** For each hour of one, on top of its parts. */
  readonly pricePerHourMicros: number;
  /** Whether others may make an abstraction of their own out of it. */
  readonly forkable: boolean;
}

/** Offers a version to everybody, as it is and on these terms, for good: other terms are another version. */
export async function publish({ app, member }: Actor, { type, ...terms }: Published): Promise<{ ok: true }> {
  await app.db.app.tx(member, async (tx) => {
    const base = await catalogs.newestCatalog(tx);
    const own = await repository.ownVersion(tx, member.accountId, type);
    if (!own) throw notFound('version');
    if (own.publishedAt !== null)
      throw new PatchbayError('CONFLICT', 'This version is published already. Nothing was changed.');
    // Its price would be decided after the price of what it is in was shown.
    if (await repository.hasUnpublished(tx, member.accountId, own.inside))
      throw new PatchbayError(
        'BAD_INPUT',
        'An abstraction of yours that is inside of it is not published. Publish that one first. Nothing was published.',
        { issues: ['inside unpublished'] },
      );
    const { catalog, abstractions } = await versions.beside(tx, base, [type, ...own.inside], null);
    const content = abstractions.find(({ id }) => id === type);
    if (!content) throw notFound('version');
    const document = product(content, catalog);
    const stop = obstacle(document, catalog);
    if (stop)
      throw new PatchbayError(
        'BAD_INPUT',
        'This version cannot be booked as it is, so nobody could use it. Nothing was published.',
        { issues: ['not bookable', stop.id] },
      );
    const facts = factsOf(readFlat(document, catalog));
    const values = { ...terms, facts, publisher: member.accountName, publishedAt: tx.now };
    if (!(await repository.publish(tx, member.accountId, type, values)))
      throw new PatchbayError('CONFLICT', 'This version was published in the meantime. Nothing was changed.');
  });
  return { ok: true };
}

/** Takes a version off the market. Whoever uses it goes on to. */
export async function withdraw({ app, member }: Actor, type: string): Promise<{ ok: true }> {
  const done = await app.db.app.tx(member, (tx) => repository.withdraw(tx, member.accountId, type, tx.now));
  if (!done) throw notFound('published version');
  return { ok: true };
}

/** A design with one of it and nothing else, which is how a ready product is booked. */
export function product(content: Abstraction, catalog: Catalog): DesignDocument {
  return alone(newComponent(typeOfAbstraction(content, catalog), 'a1', { x: 0, y: 0 }));
}
