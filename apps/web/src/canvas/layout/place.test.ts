import { applyEdit, readDesign, type Edit } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { catalog, design, part } from '../test/designs.ts';
import { overlaps } from './geometry.ts';
import { layoutDesign } from './layout.ts';
import { freePlace, settle } from './place.ts';

const size = { width: 224, height: 130 };

describe('freePlace', () => {
  it('takes the wanted place on the grid when nothing is there', () => {
    expect(freePlace([], size, { x: 13, y: 21 })).toEqual({ x: 16, y: 24 });
  });

  it('never covers what is there, however many follow', () => {
    const taken: { x: number; y: number; width: number; height: number }[] = [];
    for (let n = 0; n < 40; n += 1) {
      const at = freePlace(taken, size, { x: 0, y: 0 });
      expect(taken.filter((rect) => overlaps({ ...at, ...size }, rect))).toEqual([]);
      taken.push({ ...at, ...size });
    }
  });
});

function overlapping(document: Parameters<typeof readDesign>[0]): string[] {
  const rects = [...layoutDesign(readDesign(document, catalog)).values()];
  return rects.flatMap((a, i) =>
    rects.slice(i + 1).flatMap((b) => (overlaps(a.rect, b.rect) ? [`${a.id} ${b.id}`] : [])),
  );
}

describe('settle', () => {
  it('moves what a fix adds on top of another part to a free place', () => {
    const before = design([part('c-a', 'server-x86-64'), part('c-b', 'server-x86-64', { x: 0, y: 160 })]);
    const edit: Edit = {
      do: 'add',
      components: [part('c-new', 'switch-64', { x: 10, y: 170 })],
      connections: [],
    };
    expect(overlapping(applyEdit(before, edit))).toHaveLength(1);
    expect(overlapping(applyEdit(before, settle(before, edit, catalog)))).toEqual([]);
  });

  it('makes room below a machine that grows', () => {
    const before = design([
      part('c-a', 'server-x86-64'),
      part('c-os', 'debian-12', { host: 'c-a' }),
      part('c-below', 'server-x86-64', { y: 136 }),
      part('c-lower', 'server-x86-64', { y: 280 }),
    ]);
    const components = [1, 2, 3].map((n) => part(`c-s${n}`, 'apache-2-4', { host: 'c-os' }));
    const edit: Edit = { do: 'add', components, connections: [] };
    const after = applyEdit(before, settle(before, edit, catalog));
    expect(overlapping(after)).toEqual([]);
    expect(after.components['c-a']?.y).toBe(0);
  });

  it('leaves an edit alone that needs nothing', () => {
    const edit: Edit = { do: 'rename', id: 'c-a', name: 'x' };
    expect(settle(design([part('c-a', 'server-x86-64')]), edit, catalog)).toBe(edit);
  });
});
