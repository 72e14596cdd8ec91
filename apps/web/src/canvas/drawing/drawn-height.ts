import type { Catalog } from '@patchbay/catalog';
import type { DesignDocument } from '@patchbay/engine/design';
import { roomFor } from '../flow/view.ts';
import { extentOf } from '../routing/extent.ts';
import { analyse } from '../store/analysis.ts';

/** How high the place of a drawing has to be to show all of a design as large as life, in pixels. */
export function drawnHeight(document: DesignDocument, catalog: Catalog): number {
  return roomFor(extentOf(analyse(document, catalog)).height);
}
