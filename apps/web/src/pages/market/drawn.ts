import type { Abstraction, Catalog } from '@patchbay/catalog';
import { sourceOf, withAbstractions, type DesignDocument } from '@patchbay/engine/design';
import type { Market } from '../../api/types.ts';

export interface Drawn {
  readonly document: DesignDocument;
  readonly catalog: Catalog;
}

/** What is inside of a template, as it was drawn. */
export function drawn(content: Abstraction, contents: readonly Abstraction[], catalog: Catalog): Drawn {
  return { document: sourceOf(content).document, catalog: withAbstractions(catalog, contents) };
}

/** The content of an offer, among what came with it or in the catalog. */
export function contentOf(
  type: string,
  { contents }: Pick<Market, 'contents'>,
  catalog: Catalog,
): Abstraction | undefined {
  return [...contents, ...catalog.abstractions].find(({ id }) => id === type);
}
