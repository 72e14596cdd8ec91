import { expect, it } from 'vitest';
import { seeded } from '../test/designs.ts';
import { contains, overlaps, type Rect } from './geometry.ts';
import { Space } from './space.ts';

function randomRect(next: () => number): Rect {
  const [x, y] = [next() * 8000 - 4000, next() * 8000 - 4000];
  return { x, y, width: next() ** 4 * 6000, height: next() * 300 };
}

it.each([1, 2, 3])('finds what looking at everything finds, also after moves (seed %i)', (seed) => {
  const next = seeded(seed);
  const rects = new Map<string, Rect>(
    Array.from({ length: 200 }, (_, n) => [`c-${n}`, randomRect(next)] as const),
  );
  const space = new Space(rects);
  for (const id of ['c-3', 'c-9']) {
    rects.set(id, randomRect(next));
    space.set(id, rects.get(id) as Rect);
  }
  rects.delete('c-5');
  space.delete('c-5');
  const shifted = new Map<string, Rect>([['c-7', randomRect(next)]]);
  for (const [at, all] of [
    [space, rects],
    [space.moved(shifted), new Map([...rects, ...shifted])],
  ] as const)
    for (let n = 0; n < 60; n += 1) {
      const wanted = randomRect(next);
      const near = [...all].flatMap(([id, rect]) => (overlaps(wanted, rect, 20, 8) ? [id] : []));
      expect(
        at
          .over(wanted, 20, 8)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(near.sort());
      expect(at.covers(wanted, 20, 8)).toBe(near.length > 0);
      const inside = [...all].flatMap(([id, rect]) => (contains(rect, wanted) ? [id] : []));
      expect(at.at(wanted).sort()).toEqual(inside.sort());
    }
});

it('says whether anything is there after the first that is', () => {
  let looked = 0;
  const counted = (n: number): Rect => ({
    get x() {
      looked += 1;
      return n * 300;
    },
    y: 0,
    width: 224,
    height: 130,
  });
  const space = new Space(Array.from({ length: 1000 }, (_, n) => [n, counted(n)] as const));
  looked = 0;
  expect(space.covers({ x: 0, y: 0, width: 300_000, height: 200 })).toBe(true);
  expect(looked).toBeLessThan(10);
});
