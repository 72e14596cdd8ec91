import type { DesignDocument } from '@patchbay/engine/design';
import type { DocumentStore } from './document-store.ts';

export const SAVE_DELAY_MS = 1000;

/** What the person sees of saving. `at` is when this browser saved last, by its own clock; null when it only opened the design. `conflict`: somebody saved first; nothing is overwritten until they choose. */
export type SaveState =
  | { readonly state: 'saved'; readonly at: number | null }
  | { readonly state: 'pending' | 'saving' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'conflict' };

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
  sentence(error: unknown): string;
  onState(state: SaveState): void;
}

/** Saves the document a moment after the last edit, one request at a time. Opening a design saves nothing. */
export interface Saver {
  /** Saves what is not saved yet. True when the server has everything. */
  flush(): Promise<boolean>;
  dirty(): boolean;
  revision(): number;
  reloadTheirs(): Promise<void>;
  keepMine(): Promise<void>;
  stop(): void;
}

interface Run {
  revision: number;
  kept: DesignDocument;
  timer: ReturnType<typeof setTimeout> | undefined;
  running: Promise<boolean> | undefined;
  state: SaveState;
}

export function createSaver(store: DocumentStore, opened: Saved, ports: SaverPorts): Saver {
  const run: Run = {
    revision: opened.revision,
    kept: store.getState().document,
    timer: undefined,
    running: undefined,
    state: { state: 'saved', at: null },
  };
  const tell = (state: SaveState) => {
    run.state = state;
    ports.onState(state);
  };
  const dirty = () => store.getState().document !== run.kept;
  const flush = async (): Promise<boolean> => {
    clearTimeout(run.timer);
    if (run.running) await run.running;
    if (run.state.state === 'conflict') return false;
    if (!dirty()) return true;
    run.running = write(store, run, ports, tell).finally(() => (run.running = undefined));
    return run.running;
  };
  const unsubscribe = store.subscribe(({ document }, before) => {
    if (document === before.document || run.state.state === 'conflict') return;
    clearTimeout(run.timer);
    if (!dirty()) return;
    if (run.state.state !== 'saving') tell({ state: 'pending' });
    run.timer = setTimeout(() => void flush(), SAVE_DELAY_MS);
  });
  return {
    flush,
    dirty,
    revision: () => run.revision,
    ...conflictWays(store, run, ports, tell, flush),
    stop: () => {
      unsubscribe();
      clearTimeout(run.timer);
    },
  };
}

async function write(
  store: DocumentStore,
  run: Run,
  ports: SaverPorts,
  tell: (state: SaveState) => void,
): Promise<boolean> {
  const { document } = store.getState();
  tell({ state: 'saving' });
  try {
    const saved = await ports.save(run.revision, document);
    run.revision = saved.revision;
    run.kept = document;
    const more = store.getState().document !== document;
    tell(more ? { state: 'pending' } : { state: 'saved', at: ports.now() });
    return !more;
  } catch (error) {
    tell(
      ports.isConflict(error) ? { state: 'conflict' } : { state: 'failed', reason: ports.sentence(error) },
    );
    return false;
  }
}

function conflictWays(
  store: DocumentStore,
  run: Run,
  ports: SaverPorts,
  tell: (state: SaveState) => void,
  flush: () => Promise<boolean>,
): Pick<Saver, 'reloadTheirs' | 'keepMine'> {
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      tell({ state: 'failed', reason: ports.sentence(error) });
    }
  };
  return {
    reloadTheirs: () =>
      attempt(async () => {
        const theirs = await ports.load();
        run.revision = theirs.revision;
        run.kept = theirs.document;
        store.getState().replace(theirs.document);
        tell({ state: 'saved', at: null });
      }),
    keepMine: () =>
      attempt(async () => {
        run.revision = (await ports.load()).revision;
        tell({ state: 'pending' });
        await flush();
      }),
  };
}
