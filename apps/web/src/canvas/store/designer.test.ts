import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Gesture } from '../commands/gestures.ts';
import { book, catalog, design, part } from '../test/designs.ts';
import { analysisOf, applySettled, openDesigner, perform } from './designer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const adds = (id: string): Gesture => ({
  edit: { do: 'add', components: [part(id, 'debian-12')], connections: [] },
  select: id,
  said: `Added ${id}`,
});

it('says once what two quick gestures have changed in a large design', () => {
  const machines = Array.from({ length: 400 }, (_, n) =>
    part(`c-m${n}`, 'server-x86-64', { x: (n % 20) * 300, y: Math.floor(n / 20) * 200 }),
  );
  const designer = openDesigner(design(machines), catalog, book);
  vi.runAllTimers();
  const spoken: string[] = [];
  designer.session.subscribe(({ said }, before) => {
    if (said !== before.said) spoken.push(said.text);
  });
  perform(designer, adds('c-a'));
  perform(designer, adds('c-b'));
  vi.runAllTimers();
  expect(spoken).toEqual(['Added c-a', 'Added c-b', expect.stringMatching(/\d+/)]);
});

it('draws a large design once for an edit that nothing has to give way to', () => {
  const machines = Array.from({ length: 400 }, (_, n) => part(`c-m${n}`, 'server-x86-64', { x: n * 300 }));
  let drawn = 0;
  const counted = new Proxy(catalog, {
    get: (target, key) => {
      // Each reading of a design begins with the abstractions in it.
      if (key === 'abstractions') drawn += 1;
      return Reflect.get(target, key) as unknown;
    },
  });
  const designer = openDesigner(design(machines), counted, book);
  vi.runAllTimers();
  drawn = 0;
  applySettled(designer, { do: 'set-count', id: 'c-m1', count: 2 });
  const { layout } = analysisOf(designer);
  expect([layout.get('c-m1')?.part.component.count, drawn]).toEqual([2, 1]);
});
