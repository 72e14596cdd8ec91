import type { Abstraction, Catalog } from '@patchbay/catalog';
import { readFlat, withOverrides, type DesignDocument, type DesignModel } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import * as designs from '../designs/service.ts';
import type { Booked } from './slots.ts';

/** A design as it was booked: the revision that counts, with what the reservation has otherwise. */
export interface BookedDesign {
  readonly designId: string;
  readonly designName: string;
  readonly catalogVersionId: string;
  readonly catalog: Catalog;
  /** Versions of abstractions that are in the catalog as well. */
  readonly abstractions: readonly Abstraction[];
  readonly document: DesignDocument;
}

/** The one way from a slot to its design: whoever makes, meters, charges or shows a slot reads it here. */
export async function bookedDesign(
  tx: Tx,
  { reservation }: Pick<Booked, 'reservation'>,
): Promise<BookedDesign> {
  const { accountId, designId, revision, overrides } = reservation;
  const { design, catalog } = await designs.drawn(tx, accountId, designId, revision);
  return {
    designId: design.id,
    designName: design.name,
    catalogVersionId: design.catalogVersionId,
    catalog,
    abstractions: design.abstractions,
    document: withOverrides(design.document, overrides),
  };
}

export async function bookedModel(tx: Tx, booked: Pick<Booked, 'reservation'>): Promise<DesignModel> {
  const { document, catalog } = await bookedDesign(tx, booked);
  return readFlat(document, catalog);
}
