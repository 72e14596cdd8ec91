// @vitest-environment happy-dom
import type { Component } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { openDesigner, type Designer } from '../store/designer.ts';
import { onlySelected, selectAll } from '../store/session-store.ts';
import { book, catalog, design, part } from '../test/designs.ts';
import { copySelection, dragCopy, duplicateSelection, pasteText, textOf } from './clipboard.ts';
import { situationOf } from './table/situation.ts';
import { applySettled } from '../store/designer.ts';

const BLOCK = [
  part('c-a', 'x86-pc', { name: 'A' }),
  part('c-b', 'x86-pc', { name: 'B', x: 256 }),
  part('c-c', 'x86-pc', { name: 'C', y: 200 }),
];

function open(components: readonly Component[], ...selection: string[]): Designer {
  const designer = openDesigner(design(components), catalog, book);
  // The sheet is in view as far as it goes.
  designer.view.connect({ ...designer.view.now(), sees: () => true });
  selectAll(designer.session, selection);
  return designer;
}

/** Where each of what is selected stands, from the first of it; the first, from the origin. */
function standing({ store, session }: Designer) {
  const { components } = store.getState().document;
  const [first, ...rest] = session.getState().selection.flatMap((id) => components[id] ?? []);
  const at = { x: first?.x ?? 0, y: first?.y ?? 0 };
  return { at, block: rest.map(({ x, y }) => [x - at.x, y - at.y]) };
}

const paste = (designer: Designer, text: string, at: { x: number; y: number } | null = null) =>
  pasteText(designer, text, { keepOutside: false, at });

describe('pasting', () => {
  it('keeps a block as it is, however often it is pasted and whatever is in the way', () => {
    const designer = open(BLOCK, 'c-a', 'c-b', 'c-c');
    const text = textOf(designer, situationOf(designer)) ?? '';
    copySelection(designer, situationOf(designer), { toBrowser: false });
    const blocks = Array.from({ length: 5 }, () => {
      paste(designer, text);
      return standing(designer).block;
    });
    expect(blocks).toEqual(Array.from({ length: 5 }, () => standing(open(BLOCK, 'c-a', 'c-b', 'c-c')).block));
  });

  it('goes to the pointer, and from there a step on', () => {
    const designer = open(BLOCK, 'c-a', 'c-b', 'c-c');
    const text = textOf(designer, situationOf(designer)) ?? '';
    paste(designer, text, { x: 2240, y: 1165 });
    expect(standing(designer).at).toEqual({ x: 2000, y: 1000 });
    const { length } = Object.keys(designer.store.getState().document.components);
    paste(designer, text);
    expect(standing(designer).at).not.toEqual({ x: 2000, y: 1000 });
    expect(Math.abs(standing(designer).at.x - 2000)).toBeLessThan(1000);
    expect(Object.keys(designer.store.getState().document.components)).toHaveLength(length + 3);
  });

  it('joins the open group that it is put into', () => {
    const designer = open([...BLOCK, part('c-far', 'x86-pc', { x: 2000, group: 'g-a' })], 'c-a');
    const document = designer.store.getState().document;
    const group = { id: 'g-a', name: 'Rack', collapsed: false };
    const other = openDesigner({ ...document, groups: { 'g-a': group } }, catalog, book);
    const text = textOf(designer, situationOf(designer)) ?? '';
    paste(other, text, { x: 2100, y: 80 });
    const id = onlySelected(other.session.getState()) ?? '';
    expect(other.store.getState().document.components[id]?.group).toBe('g-a');
  });
});

describe('duplicating again goes as far again', () => {
  const alone = [part('c-a', 'x86-pc', { name: 'A' })];
  const again = (designer: Designer) => {
    duplicateSelection(designer, situationOf(designer), 1);
    return standing(designer).at;
  };

  it('after a copy that was dragged', () => {
    const designer = open(alone, 'c-a');
    dragCopy(designer, ['c-a'], 0, 320);
    expect([again(designer), again(designer)]).toEqual([
      { x: 0, y: 640 },
      { x: 0, y: 960 },
    ]);
  });

  it('after a copy that was moved', () => {
    const designer = open(alone, 'c-a');
    again(designer);
    const id = onlySelected(designer.session.getState()) ?? '';
    applySettled(designer, { do: 'move', id, x: 400, y: 240 });
    expect(again(designer)).toEqual({ x: 800, y: 480 });
  });

  it('and beside what is selected where that is another', () => {
    const designer = open([...alone, part('c-b', 'x86-pc', { x: 2000 })], 'c-a');
    dragCopy(designer, ['c-a'], 0, 320);
    selectAll(designer.session, ['c-b']);
    expect(again(designer)).toEqual({ x: 2256, y: 0 });
  });
});
