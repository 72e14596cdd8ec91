import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, distribute, type Alignment, type Box, type Move } from '../index.ts';

// a is wide, b is tall, c is small.
const BOXES: Box[] = [
  { id: 'a', x: 0, y: 100, width: 200, height: 40 },
  { id: 'b', x: 300, y: 0, width: 50, height: 80 },
  { id: 'c', x: 120, y: 300, width: 31, height: 20 },
];
const rows = (moves: readonly Move[]) => moves.map(({ id, x, y }) => [id, x, y]);

describe('align', () => {
  it.each<[Alignment, (string | number)[][]]>([
    [
      'left',
      [
        ['b', 0, 0],
        ['c', 0, 300],
      ],
    ],
    [
      'centre',
      [
        ['a', 75, 100],
        ['b', 150, 0],
        ['c', 160, 300],
      ],
    ],
    [
      'right',
      [
        ['a', 150, 100],
        ['c', 319, 300],
      ],
    ],
    [
      'top',
      [
        ['a', 0, 0],
        ['c', 120, 0],
      ],
    ],
    [
      'middle',
      [
        ['a', 0, 140],
        ['b', 300, 120],
        ['c', 120, 150],
      ],
    ],
    [
      'bottom',
      [
        ['a', 0, 280],
        ['b', 300, 240],
      ],
    ],
  ])('%s', (to, expected) => {
    expect(rows(align(BOXES, to))).toEqual(expected);
  });

  it.each<[string, Box[]]>([
    ['nothing', []],
    ['one', BOXES.slice(0, 1)],
  ])('%s stays', (_, boxes) => {
    expect(align(boxes, 'centre')).toEqual([]);
  });
});

describe('distribute', () => {
  it.each<['horizontal' | 'vertical', (string | number)[][]]>([
    // 350 wide, 281 of it boxes: two gaps of 34.5; 320 high, 140 of it boxes: two gaps of 90
    ['horizontal', [['c', 235, 300]]],
    ['vertical', [['a', 0, 170]]],
  ])('%s: the one between moves', (along, expected) => {
    expect(rows(distribute(BOXES, along))).toEqual(expected);
  });

  it('two are as they are', () => {
    expect(distribute(BOXES.slice(0, 2), 'horizontal')).toEqual([]);
  });

  it('gaps are equal to within a pixel, and the outermost stay', () => {
    const size = fc.integer({ min: 10, max: 90 });
    const place = fc.integer({ min: -500, max: 500 });
    const boxes = fc
      .array(fc.record({ x: place, y: place, width: size, height: size }), { minLength: 3, maxLength: 8 })
      .map((all) => all.map((box, n): Box => ({ id: `c-${n}`, ...box })));
    fc.assert(
      fc.property(boxes, (all) => {
        const moved = after(all, distribute(all, 'horizontal'));
        const inOrder = moved.toSorted((a, b) => a.x + a.width / 2 - (b.x + b.width / 2));
        const gaps = inOrder
          .slice(1)
          .map((box, n) => box.x - (inOrder[n]?.x ?? 0) - (inOrder[n]?.width ?? 0));
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
        expect(moved.map(({ y }) => y)).toEqual(all.map(({ y }) => y));
        expect(Math.min(...moved.map((box) => box.x + box.width / 2))).toBe(
          Math.min(...all.map((box) => box.x + box.width / 2)),
        );
      }),
      { seed: 71, numRuns: 200 },
    );
  });
});

function after(boxes: readonly Box[], moves: readonly Move[]): Box[] {
  return boxes.map((box) => ({ ...box, ...moves.find(({ id }) => id === box.id) }));
}
