import { between, type Point, type Rect } from '../layout/geometry.ts';
import type { Line } from './route.ts';
import { Space } from '../layout/space.ts';

const HEIGHT = 17;
const FRAME = 12;
const CHAR = 6.5;
/** Above this, labels stand in the middle of their lines: they are too small to read then anyway. */
const MANY = 3000;

/**
 * Puts each label where it is clear of parts, of other labels and of other lines: in the middle of the longest
 * stretch, else aside on it or at its ends, else on another. Where nothing is clear it
 * stays in the middle and is not `roomy`. A line that comes out as
 * it was is the same object as before.
 */
export function placeLabels(
  lines: readonly Line[],
  space: Space,
  kept: ReadonlyMap<string, Line> | null,
): Line[] {
  const stretches = new Space<number>();
  const owners: string[] = [];
  const crowded = lines.length > MANY;
  for (const { id, points } of crowded ? [] : lines)
    for (const { rect } of stretchesOf(points)) stretches.set(owners.push(id) - 1, rect);
  const taken = new Space();
  return lines.map((line) => {
    const spots = spotsOf(line.points);
    const clear = ({ at }: { at: Point }) => {
      const rect = pill(line.label, at);
      return (
        taken.over(rect, 2).length === 0 &&
        space.over(rect, 2).length === 0 &&
        stretches.over(rect).every(({ id }) => owners[id] === line.id)
      );
    };
    const free = crowded || line.label === '';
    const spot = free ? spots[0] : spots.find(clear);
    const labelAt = (spot ?? spots[0])?.at ?? line.points[0] ?? line.labelAt;
    if (!free && spot) taken.set(line.id, pill(line.label, labelAt));
    const placed = { ...line, labelAt, roomy: spot !== undefined };
    const before = kept?.get(line.id);
    return before && isSame(before, placed) ? before : placed;
  });
}

function isSame(before: Line, line: Line): boolean {
  return (
    before.points === line.points &&
    before.label === line.label &&
    before.labelAt.x === line.labelAt.x &&
    before.labelAt.y === line.labelAt.y &&
    before.roomy === line.roomy &&
    before.a === line.a &&
    before.b === line.b &&
    before.of.length === line.of.length &&
    before.of.every((id, n) => id === line.of[n])
  );
}

/** Where a label is drawn around its place. */
export function pill(label: string, { x, y }: Point): Rect {
  const width = FRAME + label.length * CHAR;
  return { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT };
}

interface Stretch {
  readonly from: Point;
  readonly to: Point;
  readonly length: number;
  readonly rect: Rect;
}

function stretchesOf(points: readonly Point[]): Stretch[] {
  return points.slice(1).map((to, n) => {
    const from = points[n] ?? to;
    const rect = between(from, to);
    return { from, to, length: rect.width + rect.height, rect };
  });
}

const SHARES = [0.5, 0.25, 0.75];
/** From the ends of a stretch: a long one passes between two parts, and there is room before and behind them. */
const ENDS = 1.4 * HEIGHT;

/** Places for a label, best first. */
function spotsOf(points: readonly Point[]): { readonly at: Point }[] {
  const longest = stretchesOf(points).sort((a, b) => b.length - a.length);
  return longest.flatMap(({ from, to, length }) => {
    const ends = length > 4 * ENDS ? [ENDS / length, 1 - ENDS / length] : [];
    return [...SHARES, ...ends].map((share) => ({
      at: { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share },
    }));
  });
}
