import {
  diffDesigns,
  isEmptyDiff,
  mergeDesigns,
  type Conflict,
  type DesignDocument,
} from '@patchbay/engine/design';
import type { DocumentStore } from './document-store.ts';

export const SAVE_DELAY_MS = 1000;
/** Somebody who saves all the time cannot keep this browser merging for ever. */
const MAX_MERGES = 5;

/**
 * What the person sees of saving. `at` is when this browser saved last, by its own clock; null when it only opened the
 * design. `merged`: what somebody else saved meanwhile is in it as well. `conflict`: both changed the same things; nothing is
 * overwritten until the person chooses.
 */
export type SaveState =
  | { readonly state: 'saved'; readonly at: number | null; readonly merged: boolean }
  | { readonly state: 'pending' | 'saving' }
  /** `passing`: another try may do. */
  | { readonly state: 'failed'; readonly reason: string; readonly passing: boolean }
  | { readonly state: 'conflict'; readonly conflicts: readonly Conflict[]; readonly theirs: DesignDocument };

export interface Saved {
  readonly revision: number;
}

export interface SaverPorts {
  save(baseRevision: number, document: DesignDocument): Promise<Saved>;
  /** The design as the server has it now. */
  load(): Promise<Saved & { document: DesignDocument }>;
  /** This browser's clock, in milliseconds. */
  now(): number;
  isConflict(error: unknown): boolean;
  isPassing(error: unknown): boolean;
  sentence(error: unknown): string;
  onState(state: SaveState): void;
}

/** Saves the document a moment after the last edit, one request at a time. Opening a design saves nothing. */
export interface Saver {
  /** Saves what is not saved yet. True when the server has everything. */
  flush(): Promise<boolean>;
  dirty(): boolean;
  /** How many parts, connections and groups differ from what the server has. */
  changes(): number;
  revision(): number;
  /** Takes in what others have saved since, while nothing of one's own waits to be saved. */
  refresh(): Promise<void>;
  /** Where both sides changed the same thing, takes this side's or the other's; everything else of both is kept anyway. */
  settle(side: 'mine' | 'theirs'): Promise<void>;
  stop(): void;
}

type SavedState = Extract<SaveState, { readonly state: 'saved' }>;

interface Run {
  revision: number;
  /** The document as this browser and the server last agreed on it. */
  kept: DesignDocument;
  timer: ReturnType<typeof setTimeout> | undefined;
  running: Promise<boolean> | undefined;
  state: SaveState;
  /** How it was saved last. */
  saved: SavedState;
}

export function createSaver(store: DocumentStore, opened: Saved, ports: SaverPorts): Saver {
  const opening: SavedState = { state: 'saved', at: null, merged: false };
  const run: Run = {
    revision: opened.revision,
    kept: store.getState().document,
    timer: undefined,
    running: undefined,
    state: opening,
    saved: opening,
  };
  const tell = (state: SaveState) => {
    run.state = state;
    if (state.state === 'saved') run.saved = state;
    ports.onState(state);
  };
  const dirty = () => isDirty(store, run);
  const flush = async (): Promise<boolean> => {
    clearTimeout(run.timer);
    while (run.running) await run.running;
    if (run.state.state === 'conflict') return false;
    if (!dirty()) return true;
    run.running = write(store, run, ports, tell).finally(() => (run.running = undefined));
    const all = await run.running;
    // Something was drawn, or taken back, while it was saved.
    if (run.state.state === 'pending') schedule();
    return all;
  };
  const schedule = () => {
    clearTimeout(run.timer);
    run.timer = setTimeout(() => void flush(), SAVE_DELAY_MS);
  };
  const unsubscribe = store.subscribe(({ document }, before) => {
    if (document === before.document || run.state.state === 'conflict' || run.running) return;
    clearTimeout(run.timer);
    if (!dirty()) return tell(run.saved);
    tell({ state: 'pending' });
    schedule();
  });
  return {
    flush,
    dirty,
    changes: () => changesOf(store, run),
    revision: () => run.revision,
    refresh: async () => {
      if (run.running || dirty()) return;
      const theirs = await ports.load().catch(() => null);
      if (!theirs || theirs.revision <= run.revision || run.running || dirty()) return;
      run.revision = theirs.revision;
      run.kept = theirs.document;
      store.getState().takeIn(theirs.document);
      tell({ state: 'saved', at: null, merged: true });
    },
    settle: async (side) => {
      if (run.state.state !== 'conflict') return;
      const { theirs } = run.state;
      const mine = store.getState().document;
      const [first, second] = side === 'mine' ? [mine, theirs] : [theirs, mine];
      store.getState().takeIn(mergeDesigns(run.kept, first, second).document);
      run.kept = theirs;
      tell(dirty() ? { state: 'pending' } : { state: 'saved', at: null, merged: true });
      await flush();
    },
    stop: () => {
      unsubscribe();
      clearTimeout(run.timer);
    },
  };
}

function changesOf(store: DocumentStore, { kept }: Run): number {
  const tables = Object.values(diffDesigns(kept, store.getState().document));
  return tables.reduce((sum, table) => sum + Object.keys(table).length, 0);
}

function isDirty(store: DocumentStore, { kept }: Run): boolean {
  return !isEmptyDiff(diffDesigns(kept, store.getState().document));
}

async function write(
  store: DocumentStore,
  run: Run,
  ports: SaverPorts,
  tell: (state: SaveState) => void,
): Promise<boolean> {
  tell({ state: 'saving' });
  try {
    for (let merges = 0; ; merges += 1) {
      const { document } = store.getState();
      const saved = await attempt(ports, run.revision, document);
      if (saved) {
        run.revision = saved.revision;
        run.kept = document;
        const more = isDirty(store, run);
        tell(more ? { state: 'pending' } : { state: 'saved', at: ports.now(), merged: merges > 0 });
        return !more;
      }
      if (!(await takeInTheirs(store, run, ports, tell))) return false;
      if (merges === MAX_MERGES) throw new Error('Others save faster than this browser can merge');
    }
  } catch (error) {
    tell({ state: 'failed', reason: ports.sentence(error), passing: ports.isPassing(error) });
    return false;
  }
}

/** Null when somebody has saved since. */
async function attempt(ports: SaverPorts, revision: number, document: DesignDocument): Promise<Saved | null> {
  try {
    return await ports.save(revision, document);
  } catch (error) {
    if (ports.isConflict(error)) return null;
    throw error;
  }
}

/** Merges what is on the server into what is drawn here. False when both changed the same thing: then the person chooses. */
async function takeInTheirs(
  store: DocumentStore,
  run: Run,
  ports: SaverPorts,
  tell: (state: SaveState) => void,
): Promise<boolean> {
  const theirs = await ports.load();
  const merged = mergeDesigns(run.kept, store.getState().document, theirs.document);
  run.revision = theirs.revision;
  if (merged.conflicts.length > 0) {
    tell({ state: 'conflict', conflicts: merged.conflicts, theirs: theirs.document });
    return false;
  }
  run.kept = theirs.document;
  store.getState().takeIn(merged.document);
  return true;
}
