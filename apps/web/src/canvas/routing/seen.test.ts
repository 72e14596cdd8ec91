import { expect, it } from 'vitest';
import { overlaps } from '../layout/geometry.ts';
import { boxOf, type Line } from './route.ts';
import { linesIn } from './seen.ts';

const all = Array.from({ length: 2000 }, (_, n): Line => {
  const [x, y] = [(n % 50) * 400, Math.floor(n / 50) * 300];
  const points = [
    { x, y },
    { x: x + (n % 7) * 60, y },
  ];
  return {
    id: `l-${n}`,
    of: [`l-${n}`],
    a: 'c-a',
    b: 'c-b',
    points,
    label: '',
    labelAt: { x, y },
    roomy: true,
  };
});
const window = { x: 1000, y: 600, width: 1600, height: 900 };

it('finds what looking at every line finds, in the same order', () => {
  const found = all.filter(({ points }) => overlaps(boxOf(points), window, 1));
  expect(linesIn(all, window)).toEqual(found);
});

it('looks at no line that is elsewhere once it is known where they are', () => {
  let looked = 0;
  const counted = new Proxy(all, {
    get: (lines, key) => {
      looked += 1;
      return Reflect.get(lines, key) as unknown;
    },
  });
  linesIn(counted, window);
  looked = 0;
  expect(linesIn(counted, window).length).toBe(looked);
});
