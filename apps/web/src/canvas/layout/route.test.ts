import { expect, it } from 'vitest';
import { join, model, part } from '../test/designs.ts';
import { layoutDesign } from './layout.ts';
import { routeDesign } from './route.ts';

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
