import type { Move } from './edit.ts';

/** A drawn part: its corner and size, in pixels at 100 %. */
export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Which sides or middles come to lie on one line; `centre` is on a vertical one, `middle` on a horizontal one. */
export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** Moves that bring boxes onto one line, which is the side or middle of all of them together. Whole pixels. */
export function align(boxes: readonly Box[], to: Alignment): Move[] {
  const { x, y, width, height } = around(boxes);
  return movesOf(boxes, (box) => {
    switch (to) {
      case 'left':
        return { ...box, x };
      case 'centre':
        return { ...box, x: x + (width - box.width) / 2 };
      case 'right':
        return { ...box, x: x + width - box.width };
      case 'top':
        return { ...box, y };
      case 'middle':
        return { ...box, y: y + (height - box.height) / 2 };
      case 'bottom':
        return { ...box, y: y + height - box.height };
      default:
        return to satisfies never;
    }
  });
}

/**
 * Moves that make the gaps between boxes equal, to within a pixel. The outermost stay, the others keep their order; fewer
 * than three are as they are. Boxes that need more room than there is overlap evenly.
 */
export function distribute(boxes: readonly Box[], along: 'horizontal' | 'vertical'): Move[] {
  if (boxes.length < 3) return [];
  const [at, size] = along === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const inOrder = boxes.toSorted(
    (a, b) => a[at] + a[size] / 2 - (b[at] + b[size] / 2) || (a.id < b.id ? -1 : 1),
  );
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (!first || !last) return [];
  const used = inOrder.reduce((sum, box) => sum + box[size], 0);
  const gap = (last[at] + last[size] - first[at] - used) / (inOrder.length - 1);
  let next = first[at];
  const places = new Map<string, number>();
  for (const box of inOrder) {
    places.set(box.id, next);
    next += box[size] + gap;
  }
  return movesOf(boxes, (box) => ({ ...box, [at]: places.get(box.id) ?? box[at] }));
}

/** Only what really moves. */
function movesOf(boxes: readonly Box[], to: (box: Box) => { x: number; y: number }): Move[] {
  return boxes.flatMap((box) => {
    const { x, y } = to(box);
    const move = { id: box.id, x: Math.round(x), y: Math.round(y) };
    return move.x === box.x && move.y === box.y ? [] : [move];
  });
}

function around(boxes: readonly Box[]): Omit<Box, 'id'> {
  const least = (of: (box: Box) => number) =>
    boxes.reduce((found, box) => Math.min(found, of(box)), Infinity);
  const most = (of: (box: Box) => number) =>
    boxes.reduce((found, box) => Math.max(found, of(box)), -Infinity);
  const [x, y] = [least((box) => box.x), least((box) => box.y)];
  return { x, y, width: most((box) => box.x + box.width) - x, height: most((box) => box.y + box.height) - y };
}
