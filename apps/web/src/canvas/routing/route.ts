import type { DesignModel } from '@patchbay/engine/design';
import { around, between, inReadingOrder, overlaps, type Point, type Rect } from '../layout/geometry.ts';
import { jointsOf, type Joint } from './joints.ts';
import { placeLabels } from './labels.ts';
import { solids, type Layout } from '../layout/layout.ts';
import { findWay } from './search.ts';
import { cheapest, simpleShapes, type Stop } from './shapes.ts';
import { Space } from '../layout/space.ts';

/** One connection as it is drawn: an orthogonal line with an end on either part and a label. */
export interface Line {
  /** The connection, or the first of those that a collapsed group shows as one. */
  readonly id: string;
  /** All connections that it stands for. */
  readonly of: readonly string[];
  /** What its ends are on: parts, or collapsed groups. */
  readonly a: string;
  readonly b: string;
  readonly points: readonly Point[];
  readonly label: string;
  readonly labelAt: Point;
  /** Whether the label is clear of everything there. */
  readonly roomy: boolean;
}

/** Whether a line, or what it leads to, is selected. */
export function isChosen({ of, a, b }: Line, selection: ReadonlySet<string>): boolean {
  return selection.size > 0 && [...of, a, b].some((id) => selection.has(id));
}

/** What was drawn before. Lines that nothing has changed around are taken from it; the result is the same without. */
export interface Drawn {
  readonly layout: Layout;
  readonly lines: readonly Line[];
}

/** Looking for ways takes so many steps in one drawing at most; what is left keeps its simple shape. */
const MAX_WORK = 150_000;
/** Above this, finding out what has changed would cost more than it saves. */
const MAX_CHANGES = 64;
const MARGIN = 48;

/**
 * Routes every connection, or only those of some parts and collapsed groups. Each takes the cheapest of a few simple
 * shapes, and where all of them cross something, the cheapest way round.
 */
export function routeDesign(
  model: DesignModel,
  layout: Layout,
  { only, before }: { only?: ReadonlySet<string>; before?: Drawn | null } = {},
): Line[] {
  const space = obstaclesOf(layout);
  const kept = before ? new Map(before.lines.map((line) => [line.id, line])) : null;
  const changes = before ? changesBetween(before.layout, layout) : null;
  let work = 0;
  const lines = jointsOf(model, layout, only).map((joint): Line => {
    const known = kept?.get(joint.id);
    const path =
      (known && changes && reusable(known, joint, changes)) ?? pathOf(joint, space, work < MAX_WORK);
    work += path.steps;
    const { id, of, a, b, label } = joint;
    const line = { id, of, a: a.id, b: b.id, points: path.points, label, labelAt: NOWHERE, roomy: true };
    paths.set(path.points, path);
    return line;
  });
  return placeLabels(lines, space, kept);
}

const NOWHERE = { x: 0, y: 0 };

/** What a path came of: it comes out the same for as long as its ends, its slot and its surroundings do. */
interface Path {
  readonly points: readonly Point[];
  readonly a: Rect;
  readonly b: Rect;
  readonly slot: number;
  /** Whatever lies outside of this made no difference. */
  readonly area: Rect;
  readonly steps: number;
}

const paths = new WeakMap<readonly Point[], Path>();

function reusable(line: Line, joint: Joint, changes: readonly Rect[]): Path | undefined {
  const path = paths.get(line.points);
  if (!path || path.slot !== joint.slot || line.a !== joint.a.id || line.b !== joint.b.id) return undefined;
  if (!sameRect(path.a, joint.a.rect) || !sameRect(path.b, joint.b.rect)) return undefined;
  return changes.some((rect) => overlaps(rect, path.area)) ? undefined : path;
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Where something has come, gone or moved; null when that is nearly everywhere. */
function changesBetween(before: Layout, after: Layout): Rect[] | null {
  const was = new Map(obstacleRects(before));
  const changes: Rect[] = [];
  for (const [id, rect] of obstacleRects(after)) {
    const old = was.get(id);
    was.delete(id);
    if (old && sameRect(old, rect)) continue;
    changes.push(rect, ...(old ? [old] : []));
    if (changes.length > MAX_CHANGES) return null;
  }
  changes.push(...was.values());
  return changes.length > MAX_CHANGES ? null : changes;
}

/** What no line may cross: everything solid, and the names of open groups. */
function* obstacleRects(layout: Layout): Generator<readonly [string, Rect]> {
  yield* solids(layout);
  for (const { id, label, group } of layout.groups.values()) if (!group.collapsed) yield [id, label];
}

const spaces = new WeakMap<Layout, Space>();

function obstaclesOf(layout: Layout): Space {
  const known = spaces.get(layout);
  if (known) return known;
  const space = new Space(obstacleRects(layout));
  spaces.set(layout, space);
  return space;
}

/** Tells the obstacles of a layout in which a few things have moved, without looking at all the others. */
export function obstaclesMoved(from: Layout, to: Layout, moved: ReadonlyMap<string, Rect>): void {
  spaces.set(to, obstaclesOf(from).moved(moved));
}

function pathOf({ a, b, slot }: Joint, space: Space, mayLook: boolean): Path {
  const shapes = simpleShapes(a, b, slot);
  const [insideA, insideB] = [inner(a.rect), inner(b.rect)];
  const simple = cheapest(shapes, (from, to) => {
    const stretch = between(from, to);
    const others = space.over(stretch).filter(({ id }) => id !== a.id && id !== b.id).length;
    return others + Number(overlaps(stretch, insideA)) + Number(overlaps(stretch, insideB));
  });
  const base = { a: a.rect, b: b.rect, slot };
  const found = simple.crosses && mayLook ? wayRound(a, b, slot, space) : null;
  if (found) return { ...base, ...found, points: found.points ?? simple.points };
  return { ...base, points: simple.points, area: boundsOf(shapes.flat()), steps: 0 };
}

const boxes = new WeakMap<readonly Point[], Rect>();

/** The rectangle that a path fills. */
export function boxOf(points: readonly Point[]): Rect {
  const known = boxes.get(points);
  if (known) return known;
  const box = boundsOf(points);
  boxes.set(points, box);
  return box;
}

function boundsOf(points: readonly Point[]): Rect {
  return around(points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
}

/** Its own parts must not be crossed either; the edge itself may be touched. */
function inner({ x, y, width, height }: Rect): Rect {
  return { x: x + 2, y: y + 2, width: width - 4, height: height - 4 };
}

/** Looks near the two first, then as far as what stands there reaches. */
function wayRound(
  a: Stop,
  b: Stop,
  slot: number,
  space: Space,
): { points: readonly Point[] | null; area: Rect; steps: number } {
  // The slot is one of the part, not of the bar that it is joined to.
  const swap = a.shape === 'bar' && b.shape !== 'bar';
  const [from, to] = swap ? [b, a] : [a, b];
  let room = grown(around([a.rect, b.rect]));
  let steps = 0;
  for (let attempt = 0; ; attempt += 1) {
    const others = space.over(room).filter(({ id }) => id !== a.id && id !== b.id);
    const rects = others.map(({ rect }) => rect).sort(inReadingOrder);
    const way = findWay(from, to, slot, rects, room);
    steps += way.steps;
    if (way.points || attempt === 1 || rects.length === 0)
      return { points: way.points && (swap ? way.points.toReversed() : way.points), area: room, steps };
    room = grown(around([room, ...rects]));
  }
}

function grown({ x, y, width, height }: Rect): Rect {
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}
