import type { DesignDocument } from '@patchbay/engine/design';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { design, part } from '../test/designs.ts';
import { createDocumentStore } from './document-store.ts';
import { createSaver, SAVE_DELAY_MS, type SaveState } from './saver.ts';

const start = design([part('c-a', 'server-x86-64')]);
const CONFLICT = new Error('conflict');

function open() {
  const store = createDocumentStore(start);
  const states: SaveState[] = [];
  const server = { revision: 1, document: start, fail: null as Error | null, calls: 0 };
  const saver = createSaver(
    store,
    { revision: 1 },
    {
      save: async (base: number, document: DesignDocument) => {
        server.calls += 1;
        if (server.fail) throw server.fail;
        if (base !== server.revision) throw CONFLICT;
        Object.assign(server, { revision: base + 1, document });
        return { revision: server.revision };
      },
      load: async () => ({ revision: server.revision, document: server.document }),
      now: () => 1000,
      isConflict: (error) => error === CONFLICT,
      sentence: (error) => (error instanceof Error ? error.message : ''),
      onState: (state) => states.push(state),
    },
  );
  const rename = (name: string) => store.getState().apply({ do: 'rename', id: 'c-a', name });
  return { store, states, server, saver, rename };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saver', () => {
  it('saves nothing on opening', async () => {
    const { server, saver, states } = open();
    await vi.advanceTimersByTimeAsync(10 * SAVE_DELAY_MS);
    expect([server.calls, states, saver.dirty()]).toEqual([0, [], false]);
  });

  it('saves once, a moment after the last of several edits', async () => {
    const { server, rename, states } = open();
    rename('b');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS - 1);
    rename('c');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS - 1);
    expect(server.calls).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.document.components['c-a']?.name).toBe('c');
    expect(states.map(({ state }) => state)).toEqual(['pending', 'pending', 'saving', 'saved']);
  });

  it('flushes at once, and says whether the server has everything', async () => {
    const { server, rename, saver } = open();
    rename('b');
    expect(await saver.flush()).toBe(true);
    expect(server.revision).toBe(2);
    server.fail = new Error('no network');
    rename('c');
    expect(await saver.flush()).toBe(false);
    expect(saver.dirty()).toBe(true);
  });

  it('needs no save when everything was taken back', async () => {
    const { server, rename, store } = open();
    rename('b');
    store.getState().undo();
    await vi.advanceTimersByTimeAsync(2 * SAVE_DELAY_MS);
    expect(server.calls).toBe(0);
  });

  it('keeps what could not be saved, says why, and tries again at the next edit', async () => {
    const { server, rename, states } = open();
    server.fail = new Error('no network');
    rename('b');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(states.at(-1)).toEqual({ state: 'failed', reason: 'no network' });
    server.fail = null;
    rename('c');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(server.document.components['c-a']?.name).toBe('c');
  });

  it('overwrites nothing in a conflict until the person chooses', async () => {
    const { server, rename, saver, states, store } = open();
    const theirs = design([part('c-z', 'x86-pc')]);
    Object.assign(server, { revision: 5, document: theirs });
    rename('b');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(states.at(-1)).toEqual({ state: 'conflict' });
    expect(await saver.flush()).toBe(false);
    await saver.reloadTheirs();
    expect(store.getState().document).toBe(theirs);
    expect(saver.dirty()).toBe(false);
  });

  it('puts mine on top of their revision when asked to', async () => {
    const { server, rename, saver } = open();
    Object.assign(server, { revision: 5 });
    rename('mine');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    await saver.keepMine();
    expect([server.revision, server.document.components['c-a']?.name]).toEqual([6, 'mine']);
    expect(saver.revision()).toBe(6);
  });
});
