import { applyEdit, readDesign, type DesignDocument } from '@patchbay/engine/design';
import { describe, expect, it } from 'vitest';
import { catalog, join, model, part, randomDesign, seeded } from '../test/designs.ts';
import { bottom, right } from '../layout/geometry.ts';
import { layoutDesign, type Layout } from '../layout/layout.ts';
import { movedLayout } from '../layout/moved.ts';
import { routeDesign, type Drawn, type Line } from './route.ts';

const bar = part('c-n', 'switch-64', { x: 0, y: 0 });
const link = join('l-1', 'c-n', 'port', 'c-m', 'eth');

function linesOf(...args: Parameters<typeof model>) {
  const read = model(...args);
  return routeDesign(read, layoutDesign(read));
}

it('goes straight down from a bar onto the machine below it', () => {
  const [line] = linesOf([bar, part('c-m', 'server-x86-64', { x: 40, y: 100 })], [link]);
  expect(line?.points).toEqual([
    { x: 68, y: 36 },
    { x: 68, y: 100 },
  ]);
  expect(line?.label).toBe('eth0');
});

it('goes round a machine that stands between', () => {
  const parts = [
    bar,
    part('c-w', 'server-x86-64', { x: 40, y: 100 }),
    part('c-m', 'server-x86-64', { x: 40, y: 300 }),
  ];
  const [line] = linesOf(parts, [link]);
  const inside = line?.points.filter(({ x, y }) => x > 40 && x < 264 && y > 100 && y < 230);
  expect(inside).toEqual([]);
  expect(line?.points.length).toBe(3);
});

it('is orthogonal everywhere', () => {
  const parts = [
    bar,
    part('c-m', 'server-x86-64', { x: 500, y: -300 }),
    part('c-d', 'disk-array', { x: 900, y: 90 }),
  ];
  const lines = linesOf(parts, [link, join('l-2', 'c-m', 'eth', 'c-d', 'eth')]);
  for (const { points } of lines)
    for (let i = 1; i < points.length; i += 1) {
      const [a, b] = [points[i - 1], points[i]];
      expect(a?.x === b?.x || a?.y === b?.y).toBe(true);
    }
});

it('says how many links a connection stands for', () => {
  const [line] = linesOf([bar, part('c-m', 'x86-pc', { count: 20, y: 100 })], [link]);
  expect(line?.label).toBe('eth0 ×20');
});

it('numbers the interfaces of one machine', () => {
  const parts = [bar, part('c-o', 'switch-64', { y: 400 }), part('c-m', 'server-x86-64', { y: 100 })];
  const lines = linesOf(parts, [link, join('l-2', 'c-m', 'eth', 'c-o', 'port')]);
  expect(lines.map(({ label }) => label)).toEqual(['eth0', 'eth1']);
});

it('has its label before a gap between two parts that is too narrow for it', () => {
  const parts = [
    part('c-n', 'switch-64', { x: 0, y: 0 }),
    part('c-w', 'server-x86-64', { x: 0, y: 100 }),
    part('c-v', 'disk-array', { x: 240, y: 100 }),
    part('c-m', 'server-x86-64', { x: 240, y: 200 }),
  ];
  const links = ['w', 'v', 'm'].map((id) => join(`l-${id}`, 'c-n', 'port', `c-${id}`, 'eth'));
  const read = model(parts, links);
  const layout = layoutDesign(read);
  const lines = routeDesign(read, layout);
  expect(lines.filter(({ roomy }) => !roomy)).toEqual([]);
  expect(lines.filter((line) => covers(line, layout))).toEqual([]);
});

it('says that a label has no room', () => {
  const [line] = linesOf([bar, part('c-m', 'server-x86-64', { x: 40, y: 44 })], [link]);
  expect(line?.roomy).toBe(false);
});

/** Whether its label lies on a part. */
function covers({ label, labelAt: { x, y } }: Line, layout: Layout): boolean {
  const half = 6 + label.length * 3.25;
  return [...layout.values()].some(
    ({ rect }) => x + half > rect.x && x - half < right(rect) && y + 8 > rect.y && y - 8 < bottom(rect),
  );
}

/** What a line crosses that it does not join. */
function crossed({ a, b, points }: Line, layout: Layout): string[] {
  return [...layout.values()].flatMap(({ id, rect }) => {
    const through = points.slice(1).some((to, n) => {
      const from = points[n] ?? to;
      return (
        Math.max(from.x, to.x) > rect.x &&
        Math.min(from.x, to.x) < right(rect) &&
        Math.max(from.y, to.y) > rect.y &&
        Math.min(from.y, to.y) < bottom(rect)
      );
    });
    return through && id !== a && id !== b ? [id] : [];
  });
}

it('goes round a second bar that stands between', () => {
  const parts = [
    part('c-n', 'switch-64', { x: 0, y: 0 }),
    part('c-o', 'switch-64', { x: 0, y: 80 }),
    ...[0, 1, 2].map((n) => part(`c-m${n}`, 'server-x86-64', { x: n * 256, y: 200 })),
  ];
  const joins = [0, 1, 2].flatMap((n) => [
    join(`l-${n}a`, 'c-n', 'port', `c-m${n}`, 'eth'),
    join(`l-${n}b`, 'c-o', 'port', `c-m${n}`, 'eth'),
  ]);
  const read = model(parts, joins);
  const layout = layoutDesign(read);
  expect(routeDesign(read, layout).flatMap((line) => crossed(line, layout))).toEqual([]);
});

const read = (document: DesignDocument) => readDesign(document, catalog);

describe('random designs with room between their parts', () => {
  it.each([1, 2, 3, 4, 5, 6])('have no line through a part that it does not join (seed %i)', (seed) => {
    const document = read(randomDesign(seed, 40));
    const layout = layoutDesign(document);
    expect(routeDesign(document, layout).flatMap((line) => crossed(line, layout))).toEqual([]);
  });

  it.each([11, 12, 13, 14])('have the same lines from edit to edit as at once (seed %i)', (seed) => {
    const next = seeded(seed);
    let document = randomDesign(seed, 30);
    let drawn: Drawn | null = null;
    for (let edit = 0; edit < 12; edit += 1) {
      const id = `c-${Math.floor(next() * 30)}`;
      const at = { x: Math.floor(next() * 2400), y: Math.floor(next() * 1200) };
      document = applyEdit(
        document,
        next() < 0.7
          ? { do: 'move', id, ...at }
          : { do: 'remove', components: next() < 0.5 ? [id] : [], connections: [`l-${edit}`] },
      );
      const layout = layoutDesign(read(document));
      const lines = routeDesign(read(document), layout, { before: drawn });
      expect(lines).toEqual(routeDesign(read(document), layoutDesign(read(document))));
      drawn = { layout, lines };
    }
  });
});

it('keeps the line of a part whose surroundings are as they were', () => {
  const before = randomDesign(3, 40);
  const layout = layoutDesign(read(before));
  const lines = routeDesign(read(before), layout);
  const after = applyEdit(before, { do: 'rename', id: 'c-0', name: 'Renamed' });
  const again = routeDesign(read(after), layoutDesign(read(after)), { before: { layout, lines } });
  expect(again.filter((line, n) => line !== lines[n])).toEqual([]);
});

it('draws the lines of what is on the move, with ends on it', () => {
  const document = read(randomDesign(2, 20));
  const layout = layoutDesign(document);
  const only = new Set(['c-3']);
  const lines = routeDesign(document, movedLayout(layout, only, 40, 8), { only });
  const rect = layout.get('c-3')?.rect;
  expect(lines.length).toBeGreaterThan(0);
  for (const { a, points } of lines) {
    const end = a === 'c-3' ? points[0] : points.at(-1);
    expect(end?.x).toBeGreaterThanOrEqual((rect?.x ?? 0) + 40);
    expect(end?.y).toBeGreaterThanOrEqual((rect?.y ?? 0) + 8);
  }
});
