import { readDesign, type DesignDocument } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { extentOf } from '../routing/extent.ts';
import { routeDesign } from '../routing/route.ts';
import { analyse } from '../store/analysis.ts';
import { designTotals, groupTotals } from '../store/totals.ts';
import { book, catalog, design, join, part } from '../test/designs.ts';
import { overlaps } from './geometry.ts';
import { layoutDesign, spaceOf } from './layout.ts';
import { movedLayout } from './moved.ts';

/** Two servers of a group, one beside it, all three on a switch above. */
function grouped(collapsed: boolean): DesignDocument {
  const parts = [
    part('c-n', 'switch-64', { x: 0, y: 0 }),
    part('c-a', 'server-x86-64', { x: 0, y: 120, group: 'g-1', count: 3 }),
    part('c-b', 'server-x86-64', { x: 256, y: 120, group: 'g-1' }),
    part('c-z', 'server-x86-64', { x: 640, y: 120 }),
  ];
  const joins = ['c-a', 'c-b', 'c-z'].map((id, n) => join(`l-${n}`, 'c-n', 'port', id, 'eth'));
  return { ...design(parts, joins), groups: { 'g-1': { id: 'g-1', name: 'Web tier', collapsed } } };
}

function drawn(collapsed: boolean) {
  const model = readDesign(grouped(collapsed), catalog);
  const layout = layoutDesign(model);
  return { model, layout, group: layout.groups.get('g-1'), lines: routeDesign(model, layout) };
}

describe('an open group', () => {
  it('has a frame 14 beyond its members, with a strip for its name', () => {
    const { group } = drawn(false);
    expect(group?.rect).toEqual({ x: -14, y: 106, width: 508, height: 182 });
    expect(group?.members).toEqual(['c-a', 'c-b']);
  });

  it('has its name clear of members and connections', () => {
    const { group, layout, lines } = drawn(false);
    const name = group?.label;
    if (!name) throw new Error('no label');
    expect([...layout.values()].filter(({ rect }) => overlaps(rect, name))).toEqual([]);
    for (const { points } of lines)
      for (const [n, to] of points.entries()) {
        const from = points[n - 1] ?? to;
        const stretch = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
        const size = { width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
        expect(overlaps({ ...stretch, ...size }, name)).toBe(false);
      }
  });

  it('goes with a member that is moved', () => {
    const { layout } = drawn(false);
    const moved = movedLayout(layout, new Set(['c-b']), 80, 0);
    expect(moved.groups.get('g-1')?.rect).toEqual({ x: -14, y: 106, width: 588, height: 182 });
  });
});

describe('a collapsed group', () => {
  it('is one card at the top left of its members, which are not drawn', () => {
    const { layout, group, lines } = drawn(true);
    expect(group?.rect).toEqual({ x: 0, y: 120, width: 224, height: 56 });
    expect([...layout.keys()]).toEqual(['c-n', 'c-z']);
    expect(spaceOf(layout).at({ x: 10, y: 130 })).toEqual(['g-1']);
    expect(extentOf({ layout, lines }).height).toBe(250);
  });

  it('counts the machines, processors and memory of all copies, those inside of abstractions included', () => {
    const document = grouped(true);
    const own = { machines: 4, vcpu: 8, memoryMiB: 16_384 };
    expect(groupTotals(analyse(document, catalog), 'g-1')).toMatchObject(own);
    const web = part('c-w', 'web-server', { x: 512, y: 120, group: 'g-1' });
    const inside = designTotals(design([{ ...web, group: null }]), catalog, book);
    const more = { ...document, components: { ...document.components, 'c-w': web } };
    expect(groupTotals(analyse(more, catalog), 'g-1')).toMatchObject({
      machines: own.machines + inside.machines,
      vcpu: own.vcpu + inside.vcpu,
      memoryMiB: own.memoryMiB + inside.memoryMiB,
    });
    expect(inside.machines).toBeGreaterThan(0);
  });

  it('has one line to each part that its members are joined to', () => {
    const { lines } = drawn(true);
    expect(lines.map(({ a, b, of, label }) => ({ a, b, of, label }))).toEqual([
      { a: 'c-n', b: 'g-1', of: ['l-0', 'l-1'], label: '×4' },
      { a: 'c-n', b: 'c-z', of: ['l-2'], label: 'eth0' },
    ]);
  });

  it('has its lines with it when it is moved', () => {
    const { model, layout } = drawn(true);
    const only = new Set(['g-1', 'c-a', 'c-b']);
    const moved = movedLayout(layout, only, 16, 40);
    expect(moved.groups.get('g-1')?.rect).toEqual({ x: 16, y: 160, width: 224, height: 56 });
    expect(routeDesign(model, moved, { only }).map(({ of }) => of)).toEqual([['l-0', 'l-1']]);
  });
});
