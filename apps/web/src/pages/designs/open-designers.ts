import type { Catalog } from '@patchbay/catalog';
import type { PriceBook } from '@patchbay/engine/rating';
import type { Design } from '../../api/types.ts';
import { openDesigner, reopen, type Designer, type SavedAbstraction } from '../../canvas/designer.ts';

/** So many designs keep their history while other pages are looked at. */
const MOST = 4;

const kept = new Map<string, Designer>();

/** The designer of a design: with the steps of earlier in this tab, where it was open before, and what others did since. */
export function designerFor(
  { id, document }: Design,
  catalog: Catalog,
  book: PriceBook,
  saved: readonly SavedAbstraction[] = [],
): Designer {
  const before = kept.get(id);
  kept.delete(id);
  const designer =
    // Of one catalog version, whatever was saved since.
    before?.catalog.types === catalog.types && before.book === book
      ? reopen(before, document, catalog, saved)
      : openDesigner(document, catalog, book, saved);
  kept.set(id, designer);
  for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
  return designer;
}

/** What was drawn was left unsaved: the next time, the server's is all there is. */
export function forgetDesigner(id: string): void {
  kept.delete(id);
}
