import { applyEdit, MAX_COUNT } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { design, part } from '../test/designs.ts';
import { BURST_MS, createDocumentStore, MAX_HISTORY } from './document-store.ts';

const start = design([part('c-a', 'server-x86-64')]);
const move = (x: number) => ({ do: 'move', id: 'c-a', x, y: 0 }) as const;

describe('document store', () => {
  it('takes one gesture back at a time, and gives the same document again', () => {
    const store = createDocumentStore(start);
    const { apply, undo, redo } = store.getState();
    apply(move(8));
    apply(move(16));
    const last = store.getState().document;
    undo();
    expect(store.getState().document.components['c-a']?.x).toBe(8);
    undo();
    expect(store.getState().document).toEqual(start);
    undo();
    expect(store.getState().document).toEqual(start);
    redo();
    redo();
    expect(store.getState().document).toEqual(last);
  });

  it('CAN-1: counts a burst as one step, and what comes later as one of its own', () => {
    let now = 0;
    const store = createDocumentStore(start, () => now);
    const { apply } = store.getState();
    for (let n = 1; n <= 5; n += 1) {
      apply(move(n * 8), 'nudge');
      now += BURST_MS - 1;
    }
    expect(store.getState().past).toHaveLength(1);
    now += 1;
    apply(move(80), 'nudge');
    expect(store.getState().past).toHaveLength(2);
  });

  it('records nothing for an edit that changes nothing', () => {
    const store = createDocumentStore(start);
    store.getState().apply({ do: 'rename', id: 'c-gone', name: 'x' });
    expect(store.getState().past).toEqual([]);
  });

  it('takes back own work only, from a document that others have changed meanwhile', () => {
    const store = createDocumentStore(start);
    const { apply, undo, redo, takeIn } = store.getState();
    apply(move(8));
    const { document } = store.getState();
    takeIn(applyEdit(document, { do: 'rename', id: 'c-a', name: 'theirs' }));
    undo();
    expect(store.getState().document.components['c-a']).toMatchObject({ x: 0, name: 'theirs' });
    redo();
    expect(store.getState().document.components['c-a']).toMatchObject({ x: 8, name: 'theirs' });
  });

  it('forgets what could be redone at the next edit, and the oldest steps at the bound', () => {
    const store = createDocumentStore(start);
    const { apply, undo } = store.getState();
    apply(move(8));
    undo();
    apply(move(16));
    expect(store.getState().future).toEqual([]);
    for (let n = 0; n < MAX_HISTORY + 5; n += 1) apply(move(n * 8 + 24));
    expect(store.getState().past).toHaveLength(MAX_HISTORY);
  });
});

describe('a design at its limits', () => {
  it('takes no edit that would make it larger than it may be, and keeps what it has', () => {
    const store = createDocumentStore(start);
    const { apply } = store.getState();
    expect(apply({ do: 'set-count', id: 'c-a', count: MAX_COUNT })).toBe(true);
    const more = Array.from({ length: 5 }, (_, n) => part(`c-b${n}`, 'x86-pc', { count: MAX_COUNT }));
    const { document } = store.getState();
    expect(apply({ do: 'add', components: more, connections: [] })).toBe(false);
    expect(store.getState()).toMatchObject({ document, past: [{}] });
  });
});
