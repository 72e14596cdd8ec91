import { bottom, centre, right, type Point, type Rect } from '../layout/geometry.ts';
import type { Shape } from '../layout/layout.ts';

/** What a connection can end on: a part, or the card of a collapsed group. */
export interface Stop {
  readonly id: string;
  readonly rect: Rect;
  readonly shape: Shape;
}

export type Side = 'top' | 'bottom' | 'left' | 'right';

/** From the left end of an edge to its first connection, and from each to the next. */
export const INSET = 28;
export const SLOT_STEP = 40;
/** How near to the end of an edge a connection may be. */
export const CORNER = 12;
export const BEND_COST = 30;
const STUB = 16;
const CROSSING_COST = 10_000_000;

/** The simple shapes that a connection can take, best looking first. */
export function simpleShapes(a: Stop, b: Stop, slot: number): Point[][] {
  if (a.shape === 'bar' && b.shape !== 'bar')
    return simpleShapes(b, a, slot).map((points) => points.toReversed());
  if (b.shape === 'bar') return toBar(a.rect, b.rect, slot);
  return between(a.rect, b.rect, slot);
}

function onSide(rect: Rect, side: Side, slot: number): Point {
  const along = Math.min(rect.width - CORNER, INSET + slot * SLOT_STEP);
  switch (side) {
    case 'top':
      return { x: rect.x + along, y: rect.y };
    case 'bottom':
      return { x: rect.x + along, y: bottom(rect) };
    case 'left':
      return { x: rect.x, y: centre(rect).y };
    case 'right':
      return { x: right(rect), y: centre(rect).y };
    default:
      return side satisfies never;
  }
}

/** Straight down or up onto the bar, with one step aside when the bar does not reach, or round the part's side. */
function toBar(rect: Rect, bar: Rect, slot: number): Point[][] {
  const above = centre(bar).y < centre(rect).y;
  const from = onSide(rect, above ? 'top' : 'bottom', slot);
  const barY = above ? bottom(bar) : bar.y;
  const clamp = (x: number) => Math.max(bar.x + CORNER, Math.min(right(bar) - CORNER, x));
  const x = clamp(from.x);
  const midY = (from.y + barY) / 2;
  const beside = ([side, out]: [Side, number]): Point[] => {
    const start = onSide(rect, side, 0);
    return [start, { x: out, y: start.y }, { x: out, y: barY }];
  };
  const gutters = (
    [
      ['left', rect.x - STUB],
      ['right', right(rect) + STUB],
    ] as [Side, number][]
  ).filter(([, out]) => clamp(out) === out);
  return [
    x === from.x ? [from, { x, y: barY }] : [from, { x: from.x, y: midY }, { x, y: midY }, { x, y: barY }],
    ...gutters.map(beside),
    ...level(rect, bar),
  ];
}

/** From side to side, when one stands left of the other. */
function level(a: Rect, b: Rect): Point[][] {
  const [from, to] =
    right(a) <= b.x
      ? [onSide(a, 'right', 0), onSide(b, 'left', 0)]
      : right(b) <= a.x
        ? [onSide(a, 'left', 0), onSide(b, 'right', 0)]
        : [null, null];
  if (!from || !to) return [];
  if (from.y === to.y) return [[from, to]];
  const x = (from.x + to.x) / 2;
  return [[from, { x, y: from.y }, { x, y: to.y }, to]];
}

function between(a: Rect, b: Rect, slot: number): Point[][] {
  const below = centre(b).y > centre(a).y;
  const from = onSide(a, below ? 'bottom' : 'top', slot);
  const to = onSide(b, below ? 'top' : 'bottom', 0);
  const y = (from.y + to.y) / 2;
  const upright = from.x === to.x ? [from, to] : [from, { x: from.x, y }, { x: to.x, y }, to];
  const out = Math.max(right(a), right(b)) + STUB;
  const [sideA, sideB] = [onSide(a, 'right', 0), onSide(b, 'right', 0)];
  return [...level(a, b), upright, [sideA, { x: out, y: sideA.y }, { x: out, y: sideB.y }, sideB]];
}

/** The cheapest of some paths, and whether it crosses anything. */
export function cheapest(
  paths: readonly (readonly Point[])[],
  crossings: (from: Point, to: Point) => number,
): { readonly points: readonly Point[]; readonly crosses: boolean } {
  let best = { points: paths[0] ?? [], cost: Number.POSITIVE_INFINITY };
  for (const points of paths) {
    const cost = costOf(points, crossings);
    if (cost < best.cost) best = { points, cost };
  }
  return { points: best.points, crosses: best.cost >= CROSSING_COST };
}

function costOf(points: readonly Point[], crossings: (from: Point, to: Point) => number): number {
  let cost = points.length * BEND_COST;
  for (let i = 1; i < points.length; i += 1) {
    const [from, to] = [points[i - 1] as Point, points[i] as Point];
    cost += Math.abs(from.x - to.x) + Math.abs(from.y - to.y) + CROSSING_COST * crossings(from, to);
  }
  return cost;
}
