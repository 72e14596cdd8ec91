import {
  applyDiff,
  applyEdit,
  diffDesigns,
  isWithinLimits,
  type DesignDiff,
  type DesignDocument,
  type Edit,
} from '@patchbay/engine/design';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Steps that can be undone in one session; the oldest go first. */
export const MAX_HISTORY = 500;
/** Edits further apart than this are steps of their own. */
export const BURST_MS = 800;

/**
 * The document and its history. A step is the difference that one gesture made, so it can be taken back from a document that
 * others have changed meanwhile, and takes back this person's own work only.
 */
export interface DocumentState {
  readonly document: DesignDocument;
  readonly past: readonly DesignDiff[];
  readonly future: readonly DesignDiff[];
  /**
   * Edits with one key right after another are one step: a burst of arrow keys, of presses of a stepper. `from` is the
   * document before it, `at` when the last of them was made.
   */
  readonly burst: { readonly key: string; readonly from: DesignDocument; readonly at: number } | null;
  /** False for an edit that would make the design larger than one may be: it changes nothing. */
  apply(edit: Edit, mergeKey?: string): boolean;
  undo(): void;
  redo(): void;
  /** Takes a document that has somebody else's work in it as well. History stays. */
  takeIn(document: DesignDocument): void;
}

const outcomes = new WeakMap<Edit, { readonly of: DesignDocument; readonly next: DesignDocument }>();

/** The document after an edit: one and the same for who asks before it is made and for the store that makes it. */
export function applied(document: DesignDocument, edit: Edit): DesignDocument {
  const known = outcomes.get(edit);
  if (known?.of === document) return known.next;
  const next = applyEdit(document, edit);
  outcomes.set(edit, { of: document, next });
  return next;
}

export type DocumentStore = StoreApi<DocumentState>;

/** @param now a clock, in milliseconds */
export function createDocumentStore(document: DesignDocument, now = () => Date.now()): DocumentStore {
  return createStore<DocumentState>()((set, get) => ({
    document,
    past: [],
    future: [],
    burst: null,
    apply: (edit, mergeKey) => {
      const state = get();
      const next = applied(state.document, edit);
      if (next !== state.document && !isWithinLimits(next)) return false;
      set(step(state, next, mergeKey ?? null, now()));
      return true;
    },
    undo: () =>
      set(({ document: drawn, past, future }) => {
        const last = past.at(-1);
        if (!last) return {};
        return {
          document: applyDiff(drawn, last, 'back'),
          past: past.slice(0, -1),
          future: [last, ...future],
          burst: null,
        };
      }),
    redo: () =>
      set(({ document: drawn, past, future }) => {
        const [next, ...rest] = future;
        if (!next) return {};
        return {
          document: applyDiff(drawn, next, 'forward'),
          past: [...past, next],
          future: rest,
          burst: null,
        };
      }),
    takeIn: (merged) => set({ document: merged, burst: null }),
  }));
}

function step(
  { document: before, past, burst }: DocumentState,
  document: DesignDocument,
  key: string | null,
  at: number,
): Partial<DocumentState> {
  if (document === before) return {};
  const goesOn = burst !== null && burst.key === key && at - burst.at < BURST_MS;
  const from = goesOn ? burst.from : before;
  const kept = goesOn ? past.slice(0, -1) : past;
  return {
    document,
    past: [...kept, diffDesigns(from, document)].slice(-MAX_HISTORY),
    future: [],
    burst: key === null ? null : { key, from, at },
  };
}
