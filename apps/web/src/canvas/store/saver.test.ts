import type { DesignDocument } from '@patchbay/engine/design';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { design, part } from '../test/designs.ts';
import { createDocumentStore } from './document-store.ts';
import { createSaver, SAVE_DELAY_MS, type SaveState } from './saver.ts';

const start = design([part('c-a', 'server-x86-64')]);
const theirs = design([{ ...part('c-a', 'server-x86-64'), name: 'theirs' }, part('c-z', 'x86-pc')]);
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
      isPassing: (error) => error !== CONFLICT,
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

  it('counts what the server has not', async () => {
    const { saver, rename, store } = open();
    expect(saver.changes()).toBe(0);
    rename('b');
    rename('c');
    expect(saver.changes()).toBe(1);
    store.getState().apply({ do: 'remove', components: ['c-a'], connections: [] });
    expect(saver.changes()).toBe(1);
    await saver.flush();
    expect(saver.changes()).toBe(0);
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

  it('needs no save when everything was taken back, and says so', async () => {
    const { server, rename, store, states } = open();
    rename('b');
    store.getState().undo();
    await vi.advanceTimersByTimeAsync(2 * SAVE_DELAY_MS);
    expect([server.calls, states.at(-1)?.state]).toEqual([0, 'saved']);
  });

  it('saves what was taken back while it was saved', async () => {
    const { server, rename, store, states, saver } = open();
    rename('b');
    const saving = saver.flush();
    store.getState().undo();
    await saving;
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(server.document.components['c-a']?.name).toBe(start.components['c-a']?.name);
    expect([saver.dirty(), states.at(-1)?.state]).toEqual([false, 'saved']);
  });

  it('saves one after the other, however many ask while it is slow', async () => {
    const { server, rename, saver } = open();
    rename('b');
    const first = saver.flush();
    rename('c');
    await Promise.all([first, saver.flush(), saver.flush()]);
    expect([server.calls, server.document.components['c-a']?.name, saver.revision()]).toEqual([2, 'c', 3]);
  });

  it('keeps what could not be saved, says why, and tries again at the next edit', async () => {
    const { server, rename, states } = open();
    server.fail = new Error('no network');
    rename('b');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(states.at(-1)).toEqual({ state: 'failed', reason: 'no network', passing: true });
    server.fail = null;
    rename('c');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(server.document.components['c-a']?.name).toBe('c');
  });

  it('overwrites nothing in a conflict until the person chooses', async () => {
    const { server, rename, saver, states, store } = open();
    Object.assign(server, { revision: 5, document: theirs });
    rename('mine');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    expect(states.at(-1)).toMatchObject({ state: 'conflict', conflicts: [{ what: 'field', field: 'name' }] });
    expect([await saver.flush(), server.document]).toEqual([false, theirs]);
    expect(store.getState().document.components['c-a']?.name).toBe('mine');
  });

  it.each(['mine', 'theirs'] as const)('takes %s when asked to, and keeps all else of both', async (side) => {
    const { server, rename, saver } = open();
    Object.assign(server, { revision: 5, document: theirs });
    rename('mine');
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    await saver.settle(side);
    const { components } = server.document;
    expect([components['c-a']?.name, components['c-z']?.type]).toEqual([side, 'x86-pc']);
    expect([saver.revision(), saver.dirty()]).toEqual([side === 'mine' ? 6 : 5, false]);
  });

  it('merges by itself where both changed different things, and a step back takes back own work only', async () => {
    const { server, saver, states, store } = open();
    Object.assign(server, { revision: 5, document: theirs });
    store.getState().apply({ do: 'set-count', id: 'c-a', count: 3 });
    await vi.advanceTimersByTimeAsync(SAVE_DELAY_MS);
    const merged = { name: 'theirs', count: 3 };
    expect(server.document.components).toMatchObject({ 'c-a': merged, 'c-z': {} });
    expect(states.at(-1)).toMatchObject({ state: 'saved', merged: true });
    store.getState().undo();
    expect(store.getState().document.components).toMatchObject({
      'c-a': { name: 'theirs', count: 1 },
      'c-z': {},
    });
    expect(saver.revision()).toBe(6);
  });

  it('takes in what others saved while nothing of its own waits', async () => {
    const { server, rename, saver, store } = open();
    Object.assign(server, { revision: 5, document: theirs });
    await saver.refresh();
    expect([store.getState().document, saver.revision(), saver.dirty()]).toEqual([theirs, 5, false]);
    Object.assign(server, { revision: 6, document: start });
    rename('mine');
    await saver.refresh();
    expect(store.getState().document.components['c-a']?.name).toBe('mine');
  });
});
