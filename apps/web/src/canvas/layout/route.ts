import { linkCount, type Connection, type DesignModel } from '@patchbay/engine/design';
import { bottom, centre, right, type Point, type Rect } from './geometry.ts';
import type { Layout, Placed } from './layout.ts';

/** One connection as it is drawn: an orthogonal line with an end on either part and a label. */
export interface Line {
  readonly id: string;
  readonly a: string;
  readonly b: string;
  readonly points: readonly Point[];
  readonly label: string;
  readonly labelAt: Point;
}

type Side = 'top' | 'bottom' | 'left' | 'right';

const INSET = 28;
const STUB = 16;
const BEND_COST = 30;
const CROSSING_COST = 10_000;

/**
 * Routes every connection, or only those of some components. Each takes the cheapest of a few simple shapes;
 * crossing a part costs most.
 */
export function routeDesign(model: DesignModel, layout: Layout, only?: ReadonlySet<string>): Line[] {
  const slots = slotsOf(model, layout);
  const names = interfaceNames(model);
  return model.connections.flatMap((connection): Line[] => {
    if (only && !only.has(connection.a.component) && !only.has(connection.b.component)) return [];
    const a = layout.get(connection.a.component);
    const b = layout.get(connection.b.component);
    if (!a || !b) return [];
    const others = [...layout.values()]
      .filter(({ id }) => id !== a.id && id !== b.id)
      .map(({ rect }) => rect);
    const shift = slots.get(connection.id) ?? 0;
    const points = best(candidates(a, b, shift), [...others, inner(a.rect), inner(b.rect)]);
    const count = linkCount(model, connection);
    const name = names.get(connection.id) ?? '';
    const label = count > 1 ? `${name} ×${count}` : name;
    return [{ id: connection.id, a: a.id, b: b.id, points, label, labelAt: middle(points) }];
  });
}

/** Its own parts must not be crossed either; the edge itself may be touched. */
function inner({ x, y, width, height }: Rect): Rect {
  return { x: x + 2, y: y + 2, width: width - 4, height: height - 4 };
}

/** Where a connection stands among those on the same edge of its device: the first goes at the left, the next beside it. */
function slotsOf(model: DesignModel, layout: Layout): Map<string, number> {
  const seen = new Map<string, number>();
  return new Map(
    model.connections.map((connection) => {
      const edge = deviceEdge(layout, connection);
      const slot = seen.get(edge) ?? 0;
      seen.set(edge, slot + 1);
      return [connection.id, slot];
    }),
  );
}

function deviceEdge(layout: Layout, { a, b }: Connection): string {
  const fromA = layout.get(a.component)?.shape !== 'bar';
  const [device, other] = fromA ? [a.component, b.component] : [b.component, a.component];
  const [own, far] = [layout.get(device)?.rect, layout.get(other)?.rect];
  const above = own && far && centre(far).y < centre(own).y;
  return `${device} ${above ? 'top' : 'bottom'}`;
}

/** The name of the interface that a connection takes, such as `eth0`; for two networks their port. */
function interfaceNames(model: DesignModel): Map<string, string> {
  const used = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { id, a, b } of model.connections) {
    const ends = [a, b].map((end) => ({
      end,
      port: model.byId.get(end.component)?.type.ports.find(({ name }) => name === end.port),
    }));
    const own =
      ends.find(({ port }) => port?.role === 'device') ??
      ends.find(({ port }) => port?.capacity === 1) ??
      ends[0];
    if (!own?.port) continue;
    const key = `${own.end.component} ${own.end.port}`;
    const nth = used.get(key) ?? 0;
    used.set(key, nth + 1);
    names.set(id, own.port.role === 'device' ? `${own.port.label}${nth}` : own.port.label);
  }
  return names;
}

function candidates(a: Placed, b: Placed, slot: number): Point[][] {
  if (a.shape === 'bar' && b.shape !== 'bar')
    return candidates(b, a, slot).map((points) => points.toReversed());
  if (b.shape === 'bar') return toBar(a.rect, b.rect, slot);
  return between(a.rect, b.rect, slot);
}

function onSide(rect: Rect, side: Side, slot: number): Point {
  const along = Math.min(rect.width - 12, INSET + slot * 40);
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
  const clamp = (x: number) => Math.max(bar.x + 12, Math.min(right(bar) - 12, x));
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

function best(paths: readonly Point[][], obstacles: readonly Rect[]): Point[] {
  const costed = paths.map((points) => ({ points, cost: costOf(points, obstacles) }));
  return costed.reduce((a, b) => (b.cost < a.cost ? b : a)).points;
}

function costOf(points: readonly Point[], obstacles: readonly Rect[]): number {
  let cost = points.length * BEND_COST;
  for (let i = 1; i < points.length; i += 1) {
    const [from, to] = [points[i - 1] as Point, points[i] as Point];
    cost += Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
    for (const rect of obstacles) if (crosses(from, to, rect)) cost += CROSSING_COST;
  }
  return cost;
}

function crosses(from: Point, to: Point, rect: Rect): boolean {
  return (
    Math.max(from.x, to.x) > rect.x &&
    Math.min(from.x, to.x) < right(rect) &&
    Math.max(from.y, to.y) > rect.y &&
    Math.min(from.y, to.y) < bottom(rect)
  );
}

/** The middle of the longest stretch: the place for the label. */
function middle(points: readonly Point[]): Point {
  let longest = { length: -1, at: points[0] ?? { x: 0, y: 0 } };
  for (let i = 1; i < points.length; i += 1) {
    const [from, to] = [points[i - 1] as Point, points[i] as Point];
    const length = Math.abs(from.x - to.x) + Math.abs(from.y - to.y);
    if (length > longest.length) longest = { length, at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
  }
  return longest.at;
}
