import { applyEdit, readDesign, type DesignDocument, type Edit } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { catalog, design, join, part, randomDesign, seeded } from '../test/designs.ts';
import { overlaps } from './geometry.ts';
import { layoutDesign, solids } from './layout.ts';
import { clearStep, freePlace, settle } from './place.ts';
import { Space } from './space.ts';

const size = { width: 224, height: 130 };

describe('freePlace', () => {
  it('takes the wanted place on the grid when nothing is there', () => {
    expect(freePlace(new Space(), size, { x: 13, y: 21 })).toEqual({ x: 16, y: 24 });
  });

  it('never covers what is there, however many follow', () => {
    const taken = new Space<number>();
    for (let n = 0; n < 40; n += 1) {
      const at = freePlace(taken, size, { x: 0, y: 0 });
      expect(taken.over({ ...at, ...size })).toEqual([]);
      taken.set(n, { ...at, ...size });
    }
  });

  it('looks at what is near, however much there is', () => {
    expect(looks(4000)).toBe(looks(1000));
  });
});

/** How often it asks where something is, among so many in rows with one place left. */
function looks(among: number): number {
  let looked = 0;
  const taken = new Space<number>();
  const left = 5 * 40 + 21;
  for (let n = 0; n < among; n += 1) {
    if (n === left) continue;
    const at = (n % 40) * 300;
    const counted = {
      get x() {
        looked += 1;
        return at;
      },
    };
    taken.set(n, Object.assign(counted, { ...size, y: Math.floor(n / 40) * 200 }));
  }
  looked = 0;
  freePlace(taken, size, { x: 6000, y: 1000 });
  return looked;
}

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

  it('CAN-4: makes room below a machine that grows for the card of a group as well', () => {
    const members = [part('c-b', 'server-x86-64', { y: 136, group: 'g-1' })];
    const drawn = design([
      part('c-a', 'server-x86-64'),
      part('c-os', 'debian-12', { host: 'c-a' }),
      ...members,
    ]);
    const before = { ...drawn, groups: { 'g-1': { id: 'g-1', name: 'Web', collapsed: true } } };
    const components = [1, 2, 3].map((n) => part(`c-s${n}`, 'apache-2-4', { host: 'c-os' }));
    const after = applyEdit(before, settle(before, { do: 'add', components, connections: [] }, catalog));
    expect(overlapping(after)).toEqual([]);
    expect(after.components['c-a']?.y).toBe(0);
  });

  it('lets parts that are moved onto another keep together at the nearest free place', () => {
    const before = design([
      part('c-a', 'server-x86-64', { x: 0, y: 0 }),
      part('c-b', 'server-x86-64', { x: 1000, y: 0 }),
      part('c-c', 'server-x86-64', { x: 1256, y: 0 }),
    ]);
    const moves = [
      { id: 'c-b', x: 16, y: 8 },
      { id: 'c-c', x: 272, y: 8 },
    ];
    const { components } = applyEdit(before, settle(before, { do: 'move-many', moves }, catalog));
    expect(Object.values(components).map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [16, 184],
      [272, 184],
    ]);
  });

  it.each([
    ['nothing', 600, 0],
    ['a part', 16, 1],
  ])('draws what comes out of a move only where it has something in its way: %s', (_, x, least) => {
    const before = design([part('c-a', 'server-x86-64'), part('c-b', 'server-x86-64', { x: 1000 })]);
    let read = 0;
    const counted = new Proxy(catalog, {
      get: (target, key) => {
        read += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    const layout = layoutDesign(readDesign(before, catalog));
    settle(before, { do: 'move', id: 'c-b', x, y: 80 }, counted, layout);
    expect(Math.min(read, 1)).toBe(least);
  });

  it('leaves parts where they are put close beside each other', () => {
    const before = design([part('c-a', 'server-x86-64'), part('c-b', 'server-x86-64', { x: 1000 })]);
    const edit: Edit = { do: 'move', id: 'c-b', x: 224, y: 0 };
    expect(settle(before, edit, catalog)).toBe(edit);
  });

  it('keeps in line what aligning would put over each other, and what did not move', () => {
    const before = design([
      part('c-a', 'server-x86-64', { x: 0, y: 0 }),
      part('c-b', 'server-x86-64', { x: 100, y: 200 }),
      part('c-c', 'server-x86-64', { x: 200, y: 400 }),
    ]);
    const moves = ['c-a', 'c-b', 'c-c'].map((id, n) => ({ id, x: n * 100, y: 0 }));
    const after = applyEdit(before, settle(before, { do: 'move-many', moves }, catalog));
    expect(overlapping(after)).toEqual([]);
    expect(Object.values(after.components).map(({ y }) => y)).toEqual([0, 0, 0]);
    expect(after.components['c-a']?.x).toBe(0);
  });

  it('finds a place for each where moving would put one over the other', () => {
    const before = design([part('c-a', 'server-x86-64'), part('c-b', 'server-x86-64', { x: 400 })]);
    const moves = ['c-a', 'c-b'].map((id) => ({ id, x: 40, y: 0 }));
    expect(overlapping(applyEdit(before, settle(before, { do: 'move-many', moves }, catalog)))).toEqual([]);
  });

  it('leaves an edit alone that needs nothing', () => {
    const edit: Edit = { do: 'rename', id: 'c-a', name: 'x' };
    expect(settle(design([part('c-a', 'server-x86-64')]), edit, catalog)).toBe(edit);
  });
});

describe('clearStep', () => {
  const step = (components: Parameters<typeof design>[0], by: { x: number; y: number }) =>
    clearStep(layoutDesign(readDesign(design(components), catalog)), new Set(['c-a']), by);
  const near = part('c-a', 'server-x86-64');
  it.each([
    ['goes as far as it is long where nothing is', [near], { x: 8, y: 0 }, { x: 8, y: 0 }],
    [
      'goes over what is in the way',
      [near, part('c-b', 'server-x86-64', { x: 228 })],
      { x: 8, y: 0 },
      { x: 456, y: 0 },
    ],
    [
      'goes over several in a row',
      [near, part('c-b', 'server-x86-64', { y: -136 }), part('c-c', 'server-x86-64', { y: -272 })],
      { x: 0, y: -8 },
      { x: 0, y: -408 },
    ],
    [
      'goes nowhere rather than over a whole row',
      [near, ...[1, 2, 3, 4].map((n) => part(`c-${n}`, 'server-x86-64', { x: n * 228 }))],
      { x: 8, y: 0 },
      null,
    ],
  ])('%s', (_, components, by, expected) => {
    expect(step(components, by)).toEqual(expected);
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

/** Something is added, moved, hosted, grouped, collapsed, opened, joined or removed. */
function randomEdit(document: DesignDocument, next: () => number, n: number): Edit {
  const all = Object.values(document.components);
  const any = () => all[Math.floor(next() * all.length)]?.id ?? '';
  const group = Object.values(document.groups).at(0);
  const place = { x: Math.floor(next() * 2000), y: Math.floor(next() * 1000) };
  const types = ['server-x86-64', 'switch-64', 'disk-array', 'apache-2-4', 'debian-12'];
  const type = types[Math.floor(next() * types.length)] ?? 'x86-pc';
  const dice = next();
  if (dice < 0.15) return { do: 'move-many', moves: [any(), any()].map((id) => ({ id, ...place })) };
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
