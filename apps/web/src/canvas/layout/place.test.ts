import { applyEdit, readDesign, type DesignDocument, type Edit } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { catalog, design, join, part, randomDesign, seeded } from '../test/designs.ts';
import { overlaps } from './geometry.ts';
import { layoutDesign, solids } from './layout.ts';
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
  const rects = [...solids(layoutDesign(readDesign(document, catalog)))];
  return rects.flatMap(([id, a], i) =>
    rects.slice(i + 1).flatMap(([other, b]) => (overlaps(a, b) ? [`${id} ${other}`] : [])),
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

describe('random designs', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('have no part over another after any settled edit (seed %i)', (seed) => {
    const next = seeded(seed);
    let document = randomDesign(seed, 24);
    expect(overlapping(document)).toEqual([]);
    for (let n = 0; n < 30; n += 1) {
      const edit = randomEdit(document, next, n);
      document = applyEdit(document, settle(document, edit, catalog));
      expect(overlapping(document), `${n}: ${JSON.stringify(edit)}`).toEqual([]);
    }
  });
});

/** Something is added, hosted, grouped, collapsed, opened, joined or removed. */
function randomEdit(document: DesignDocument, next: () => number, n: number): Edit {
  const all = Object.values(document.components);
  const any = () => all[Math.floor(next() * all.length)]?.id ?? '';
  const group = Object.values(document.groups).at(0);
  const place = { x: Math.floor(next() * 2000), y: Math.floor(next() * 1000) };
  const types = ['server-x86-64', 'switch-64', 'disk-array', 'apache-2-4', 'debian-12'];
  const type = types[Math.floor(next() * types.length)] ?? 'x86-pc';
  const dice = next();
  if (dice < 0.5) {
    const host = next() < 0.6 ? any() : null;
    return { do: 'add', components: [part(`c-new${n}`, type, { ...place, host })], connections: [] };
  }
  const drawn = layoutDesign(readDesign(document, catalog));
  const hosted = all.find(({ id, group: own }) => !drawn.has(id) && own === null);
  if (dice < 0.6 && hosted) return { do: 'host', id: hosted.id, host: null, ...place };
  if (dice < 0.7) return { do: 'connect', connection: join(`l-new${n}`, any(), 'port', any(), 'eth') };
  if (dice < 0.8) return { do: 'remove', components: [any()], connections: [] };
  if (group && next() < 0.7) return { do: 'collapse', id: group.id, collapsed: !group.collapsed };
  return {
    do: 'group',
    group: { id: `g-${n}`, name: `Group ${n}`, collapsed: next() < 0.5 },
    members: [any(), any(), any()],
  };
}
