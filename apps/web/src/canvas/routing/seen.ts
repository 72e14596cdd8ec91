import { Space } from '../layout/space.ts';
import type { Rect } from '../layout/geometry.ts';
import { boxOf, type Line } from './route.ts';

const spaces = new WeakMap<readonly Line[], Space<number>>();

/** The lines that come into a window, in their order; the others are not looked at once it is known where all of them are. */
export function linesIn(lines: readonly Line[], window: Rect): Line[] {
  const known = spaces.get(lines) ?? new Space(lines.map(({ points }, n) => [n, boxOf(points)] as const));
  spaces.set(lines, known);
  return known
    .over(window, 1)
    .map(({ id }) => id)
    .sort((a, b) => a - b)
    .flatMap((n) => lines[n] ?? []);
}
