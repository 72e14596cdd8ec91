import type { Catalog } from '@patchbay/catalog';
import { readFlat, withOverrides, type DesignDocument, type DesignModel } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import type { Booked } from './slots.ts';

/** A design as it was booked: the revision that counts, with what the reservation has otherwise. */
export interface BookedDesign {
  readonly designId: string;
  readonly designName: string;
  readonly catalogVersionId: string;
  readonly catalog: Catalog;
  readonly document: DesignDocument;
}

/** The one way from a slot to its design: whoever makes, meters, charges or shows a slot reads it here. */
export async function bookedDesign(
  tx: Tx,
  { reservation }: Pick<Booked, 'reservation'>,
): Promise<BookedDesign> {
  const { accountId, designId, revision, overrides } = reservation;
  const design = await designs.read(tx, accountId, designId, revision);
  const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
  return {
    designId: design.id,
    designName: design.name,
    catalogVersionId: design.catalogVersionId,
    catalog,
    document: withOverrides(design.document, overrides),
  };
}

export async function bookedModel(tx: Tx, booked: Pick<Booked, 'reservation'>): Promise<DesignModel> {
  const { document, catalog } = await bookedDesign(tx, booked);
  return readFlat(document, catalog);
}
