import type { Finding } from '@patchbay/engine/constraints';
import type { DesignDocument } from '@patchbay/engine/design';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Library } from '../abstractions/library.ts';
import { analyse } from './analysis.ts';
import type { DocumentStore } from './document-store.ts';

/** Up to this many parts, a design is checked within the edit; a larger one right after the edit has been drawn. */
const CHECKED_AT_ONCE = 300;

/** The version of the document that was checked last, and what was found in it. */
export type Checked = StoreApi<{
  readonly of: DesignDocument | null;
  readonly findings: readonly Finding[];
}>;

/** Checks every version of a document that stays long enough to be seen. */
export function checkBehind(store: DocumentStore, library: Library): Checked {
  const checked: Checked = createStore(() => ({ of: null, findings: [] }));
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    const { document } = store.getState();
    checked.setState({ of: document, findings: analyse(document, library.getState().catalog).findings });
  };
  const changed = () => {
    clearTimeout(waiting);
    const { document } = store.getState();
    if (document === checked.getState().of) return;
    if (Object.keys(document.components).length <= CHECKED_AT_ONCE) look();
    else waiting = setTimeout(look, BEHIND_MS);
  };
  store.subscribe(changed);
  library.subscribe(({ catalog }, before) => {
    if (catalog !== before.catalog) look();
  });
  changed();
  return checked;
}

/** Long enough for the edit to be drawn first. */
const BEHIND_MS = 40;
