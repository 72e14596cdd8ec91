import { applyEdit, readDesign, type DesignDocument } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { catalog, randomDesign, seeded } from '../test/designs.ts';
import { arrange } from './arrange.ts';
import { overlaps } from './geometry.ts';
import { layoutDesign, solids } from './layout.ts';

function arranged(document: DesignDocument, ids: readonly string[] | null): DesignDocument {
  const model = readDesign(document, catalog);
  return applyEdit(document, { do: 'move-many', moves: arrange(model, layoutDesign(model), ids) });
}

function overlapping(document: DesignDocument): string[] {
  const rects = [...solids(layoutDesign(readDesign(document, catalog)))];
  return rects.flatMap(([id, a], i) =>
    rects.slice(i + 1).flatMap(([other, b]) => (overlaps(a, b) ? [`${id} ${other}`] : [])),
  );
}

/** The same parts, thrown together. */
function heaped(seed: number, parts: number): DesignDocument {
  const next = seeded(seed);
  const document = randomDesign(seed, parts);
  const moves = Object.keys(document.components).map((id) => ({
    id,
    x: Math.floor(next() * 600),
    y: Math.floor(next() * 400),
  }));
  return applyEdit(document, { do: 'move-many', moves });
}

describe('random designs', () => {
  it.each([1, 2, 3, 4, 5, 6])('have no part over another once all are arranged (seed %i)', (seed) => {
    const document = heaped(seed, 30);
    expect(overlapping(document).length).toBeGreaterThan(0);
    expect(overlapping(arranged(document, null))).toEqual([]);
  });

  it.each([1, 2, 3])('come out the same each time (seed %i)', (seed) => {
    expect(arranged(heaped(seed, 20), null)).toEqual(arranged(heaped(seed, 20), null));
  });

  it.each([1, 2, 3, 4])('keep what was not asked for where it is (seed %i)', (seed) => {
    const document = randomDesign(seed, 30);
    const ids = ['c-1', 'c-4', 'c-9', 'c-12', 'c-20'];
    const after = arranged(document, ids);
    const stayed = Object.values(document.components).filter(({ id }) => !ids.includes(id));
    for (const { id, x, y } of stayed) expect(after.components[id]).toMatchObject({ x, y });
    expect(overlapping(after)).toEqual([]);
  });
});

/** Every third part is in one of two groups, the second collapsed. */
function withGroups(document: DesignDocument): DesignDocument {
  const ids = Object.keys(document.components);
  return [0, 1].reduce(
    (at, n) =>
      applyEdit(at, {
        do: 'group',
        group: { id: `g-${n}`, name: `Group ${n}`, collapsed: n === 1 },
        members: ids.filter((_, nth) => nth % 6 === 3 * n),
      }),
    document,
  );
}

it.each([1, 2, 3, 4])('keeps groups together and whole (seed %i)', (seed) => {
  const document = withGroups(heaped(seed, 30));
  const after = arranged(document, null);
  expect(overlapping(after)).toEqual([]);
  const layout = layoutDesign(readDesign(after, catalog));
  const open = layout.groups.get('g-0');
  const strangers = [...solids(layout)].filter(([id]) => !open?.members.includes(id));
  expect(strangers.filter(([, rect]) => open && overlaps(rect, open.rect))).toEqual([]);
  const shift = Object.values(after.components)
    .filter(({ group }) => group === 'g-1')
    .map(({ id, x, y }) =>
      [x - (document.components[id]?.x ?? 0), y - (document.components[id]?.y ?? 0)].join(' '),
    );
  expect(new Set(shift).size).toBe(1);
});

it('moves nothing where nothing stands', () => {
  const document = { ...randomDesign(1, 1), components: {}, connections: {} };
  expect(arranged(document, null)).toEqual(document);
});
