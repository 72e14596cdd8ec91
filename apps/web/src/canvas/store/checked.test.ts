import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { catalog, design, part } from '../test/designs.ts';
import { createLibrary } from '../abstractions/library.ts';
import { checkBehind } from './checked.ts';
import { createDocumentStore } from './document-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const wrong = part('c-os', 'debian-12');
const machines = (n: number) => Array.from({ length: n }, (_, i) => part(`c-m${i}`, 'server-x86-64'));

it('checks a small design within the edit', () => {
  const store = createDocumentStore(design(machines(3)));
  const checked = checkBehind(store, createLibrary(catalog, []));
  const before = checked.getState().findings.length;
  store.getState().apply({ do: 'add', components: [wrong], connections: [] });
  expect(checked.getState().of).toBe(store.getState().document);
  expect(checked.getState().findings.length).toBeGreaterThan(before);
});

it('checks a large design after the edit, and only the version that stayed', () => {
  const store = createDocumentStore(design(machines(400)));
  const checked = checkBehind(store, createLibrary(catalog, []));
  expect(checked.getState().of).toBeNull();
  vi.runAllTimers();
  const before = checked.getState();
  const seen = vi.fn<() => void>();
  checked.subscribe(seen);
  store.getState().apply({ do: 'add', components: [wrong], connections: [] });
  store.getState().apply({ do: 'move', id: 'c-os', x: 8, y: 8 });
  expect(checked.getState()).toBe(before);
  vi.runAllTimers();
  expect(seen).toHaveBeenCalledTimes(1);
  expect(checked.getState().of).toBe(store.getState().document);
  expect(checked.getState().findings.length).toBeGreaterThan(before.findings.length);
});
