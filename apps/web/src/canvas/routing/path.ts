import type { Point } from '../layout/geometry.ts';

/** Points as the path data of an SVG. */
export function pathOf(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
}
