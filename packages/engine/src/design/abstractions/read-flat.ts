import type { Catalog } from '@patchbay/catalog';
import type { DesignDocument } from '../document.ts';
import { copies, readTypes, type DesignModel } from '../model.ts';
import { flattenPriced } from './flatten.ts';

/** What a design comes to: every abstraction in it expanded. Rules, prices, plans and environments read this. */
export function readFlat(document: DesignDocument, catalog: Catalog): DesignModel {
  const flat = flattenPriced(document, catalog);
  const model = readTypes(flat.document, catalog, catalog.types);
  if (flat.priced.length === 0) return model;
  const templates = flat.priced.map(({ id, host, count, ...rest }) => {
    const on = host === null ? undefined : model.byId.get(host);
    return { ...rest, component: id, copies: count * (on ? copies(model, on) : 1) };
  });
  return { ...model, templates };
}
