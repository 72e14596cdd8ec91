import { applyEdit, type DesignDocument, type Edit } from '@patchbay/engine/design';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Steps that can be undone in one session; the oldest go first. */
export const MAX_HISTORY = 500;

/** The document and its history. One gesture is one `apply`, and so one undo step. */
export interface DocumentState {
  readonly document: DesignDocument;
  readonly past: readonly DesignDocument[];
  readonly future: readonly DesignDocument[];
  /** Edits with the same merge key one after another are one step: a burst of arrow keys, a drag of a stepper. */
  readonly mergeKey: string | null;
  apply(edit: Edit, mergeKey?: string): void;
  undo(): void;
  redo(): void;
  /** Ends a burst: the next edit is a step of its own. */
  seal(): void;
  /** Takes somebody else's document. History starts again, since its steps belong to another document. */
  replace(document: DesignDocument): void;
}

export type DocumentStore = StoreApi<DocumentState>;

export function createDocumentStore(document: DesignDocument): DocumentStore {
  return createStore<DocumentState>()((set) => ({
    document,
    past: [],
    future: [],
    mergeKey: null,
    apply: (edit, mergeKey) => set((state) => step(state, applyEdit(state.document, edit), mergeKey ?? null)),
    undo: () =>
      set(({ document: now, past, future }) => {
        const before = past.at(-1);
        if (!before) return {};
        return { document: before, past: past.slice(0, -1), future: [now, ...future], mergeKey: null };
      }),
    redo: () =>
      set(({ document: now, past, future }) => {
        const [next, ...rest] = future;
        if (!next) return {};
        return { document: next, past: [...past, now], future: rest, mergeKey: null };
      }),
    seal: () => set({ mergeKey: null }),
    replace: (theirs) => set({ document: theirs, past: [], future: [], mergeKey: null }),
  }));
}

function step(
  state: DocumentState,
  document: DesignDocument,
  mergeKey: string | null,
): Partial<DocumentState> {
  if (document === state.document) return {};
  const merges = mergeKey !== null && mergeKey === state.mergeKey;
  const past = merges ? state.past : [...state.past, state.document].slice(-MAX_HISTORY);
  return { document, past, future: [], mergeKey };
}
