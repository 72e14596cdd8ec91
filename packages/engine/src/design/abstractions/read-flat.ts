import type { Catalog } from '@patchbay/catalog';
import type { DesignDocument } from '../document.ts';
import { readTypes, type DesignModel } from '../model.ts';
import { flatten } from './flatten.ts';

/** What a design comes to: every abstraction in it expanded. Rules, prices, plans and environments read this. */
export function readFlat(document: DesignDocument, catalog: Catalog): DesignModel {
  return readTypes(flatten(document, catalog), catalog, catalog.types);
}
