import { sourceOf, typeOfAbstraction, type Component } from '@patchbay/engine/design';
import type { Actor } from '../../context.ts';
import { once } from '../../db/idempotency.ts';
import { PatchbayError } from '../../errors.ts';
import { create } from '../abstractions/service.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import { offerOf } from './service.ts';

/** A design with one of a template, as it was chosen: to be drawn on, or booked without a look at the canvas. */
export async function take(
  { app, member, person }: Actor,
  input: { key: string; type: string; name?: string | undefined; properties: Component['properties'] },
): Promise<{ designId: string; revision: number }> {
  return app.db.app.tx(member, (tx) =>
    once(tx, member.accountId, input, async () => {
      const base = await catalogs.newestCatalog(tx);
      const prices = { base, book: await catalogs.currentPriceBook(tx) };
      const { offer } = await offerOf(tx, member.accountId, input.type, prices);
      const type = typeOfAbstraction(offer.content, offer.catalog);
      const unknown = Object.keys(input.properties).filter(
        (name) => !type.properties.some((property) => property.name === name),
      );
      if (unknown.length > 0)
        throw new PatchbayError('BAD_INPUT', 'This template has no such parameter. Nothing was made.', {
          issues: unknown.slice(0, 5),
        });
      const by = { accountId: member.accountId, personId: person.id, catalogVersionId: base.id };
      const product = { name: input.name ?? offer.name, type, properties: input.properties };
      return { designId: await designs.createProduct(tx, by, product), revision: 1 };
    }),
  );
}

/**
 * An abstraction of the account's own, made out of a template whose terms allow that. It says what it was made out of, and asks
 * nothing for it.
 */
export async function fork(
  { app, member, person }: Actor,
  input: { key: string; type: string },
): Promise<{ abstractionId: string; designId: string }> {
  return app.db.app.tx(member, (tx) =>
    once(tx, member.accountId, input, async () => {
      const base = await catalogs.newestCatalog(tx);
      const prices = { base, book: await catalogs.currentPriceBook(tx) };
      const { offer, row } = await offerOf(tx, member.accountId, input.type, prices);
      if (row && !row.forkable && !offer.own)
        throw new PatchbayError(
          'FORBIDDEN',
          'Its publisher allows its use and no copies of it. Nothing was made; you can use it as it is.',
        );
      const { document, ports, parameters } = sourceOf(offer.content);
      const { name, summary, family, icon } = offer.content;
      const decided = { name, summary, family, icon, ports, parameters, visibility: 'team' as const };
      const { abstraction } = await create(tx, { member, person }, document, decided, row ? row.id : null);
      return { abstractionId: abstraction.id, designId: abstraction.sourceDesignId };
    }),
  );
}
