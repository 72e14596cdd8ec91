import { bottom, right, type Point, type Rect } from '../layout/geometry.ts';
import { Heap } from './heap.ts';
import { BEND_COST, CORNER, INSET, SLOT_STEP, type Side, type Stop } from './shapes.ts';

/** How far a line keeps from what it goes round, and how near it may pass where there is no more room. */
const CHANNEL = 12;
const LEAST = 4;
/** More than this round one connection, and looking for a way would take longer than a drawing may. */
const MAX_OBSTACLES = 160;
const MAX_STEPS = 6000;
const SLOTS = 4;

export interface Way {
  /** Null when there is no way. */
  readonly points: readonly Point[] | null;
  /** How much work it was. */
  readonly steps: number;
}

/**
 * The cheapest orthogonal way between two parts that goes round everything else: A* on the lines that run beside the
 * obstacles (Wybrow, Marriott, Stuckey, "Orthogonal Connector Routing", 2009). Length and bends are what it costs.
 * `slot` is the place of the connection on an edge of `a`; `room` is where the obstacles are known, and the way stays.
 */
export function findWay(a: Stop, b: Stop, slot: number, obstacles: readonly Rect[], room: Rect): Way {
  if (obstacles.length > MAX_OBSTACLES) return { points: null, steps: 0 };
  const grid = gridOf(a, b, slot, [...obstacles, a.rect, b.rect], room);
  const free = (exit: Exit) => !obstacles.some((rect) => inside(rect, exit.out));
  const starts = exitsOf(a, slot, grid).filter(free);
  const goals = new Map(
    exitsOf(b, 0, grid)
      .filter(free)
      .map((exit) => [grid.at(exit.out), exit]),
  );
  const found = walk(grid, starts, goals, b.rect);
  return { points: found.points && straight(found.points), steps: found.steps };
}

/** Where a line leaves an edge, the point before it in the free channel, and which way it runs there. */
interface Exit {
  readonly edge: Point;
  readonly out: Point;
  readonly upright: boolean;
}

function exitsOf({ rect, shape }: Stop, slot: number, grid: Grid): Exit[] {
  const upright = (side: 'top' | 'bottom', x: number): Exit => {
    const y = side === 'top' ? rect.y : bottom(rect);
    return { edge: { x, y }, out: { x, y: side === 'top' ? y - CHANNEL : y + CHANNEL }, upright: true };
  };
  if (shape === 'bar') {
    const along = grid.xs.filter((x) => x >= rect.x + CORNER && x <= right(rect) - CORNER);
    return along.flatMap((x) => [upright('top', x), upright('bottom', x)]);
  }
  const y = rect.y + rect.height / 2;
  const level = (side: Side): Exit => {
    const x = side === 'left' ? rect.x : right(rect);
    return { edge: { x, y }, out: { x: side === 'left' ? x - CHANNEL : x + CHANNEL, y }, upright: false };
  };
  const along = slotsOn(rect, slot);
  return [...along.flatMap((x) => [upright('top', x), upright('bottom', x)]), level('left'), level('right')];
}

/** The place of the connection itself comes first, then those beside it. */
function slotsOn(rect: Rect, slot: number): number[] {
  const all = Array.from({ length: SLOTS }, (_, n) => rect.x + INSET + (slot + n) * SLOT_STEP);
  return [...new Set(all.map((x) => Math.min(x, right(rect) - CORNER)))];
}

interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Whether the step from a crossing to the next on the right, or below, is closed. */
  readonly closedRight: Uint8Array;
  readonly closedDown: Uint8Array;
  at(point: Point): number;
}

function gridOf(a: Stop, b: Stop, slot: number, rects: readonly Rect[], room: Rect): Grid {
  const columns = rects.flatMap((rect) => [rect.x - CHANNEL, right(rect) + CHANNEL]);
  const rows = rects.flatMap((rect) => [rect.y - CHANNEL, bottom(rect) + CHANNEL]);
  for (const { rect, shape } of [a, b]) {
    if (shape === 'bar') columns.push(rect.x + CORNER, right(rect) - CORNER);
    else columns.push(...slotsOn(rect, slot), ...slotsOn(rect, 0));
    rows.push(rect.y + rect.height / 2);
  }
  const xs = ordered(columns, room.x, right(room));
  const ys = ordered(rows, room.y, bottom(room));
  const column = new Map(xs.map((x, i) => [x, i]));
  const row = new Map(ys.map((y, i) => [y, i]));
  const closedRight = new Uint8Array(xs.length * ys.length);
  const closedDown = new Uint8Array(xs.length * ys.length);
  for (const rect of rects) close(rect, xs, ys, closedRight, closedDown);
  const at = ({ x, y }: Point) => (row.get(y) ?? 0) * xs.length + (column.get(x) ?? 0);
  return { xs, ys, closedRight, closedDown, at };
}

function ordered(values: readonly number[], from: number, to: number): number[] {
  return [...new Set(values.filter((value) => value >= from && value <= to))].sort((a, b) => a - b);
}

function close(
  rect: Rect,
  xs: readonly number[],
  ys: readonly number[],
  closedRight: Uint8Array,
  closedDown: Uint8Array,
): void {
  const [left, end] = [rect.x - LEAST, right(rect) + LEAST];
  const [top, foot] = [rect.y - LEAST, bottom(rect) + LEAST];
  for (const [j, y] of ys.entries()) {
    const next = ys[j + 1] ?? y;
    if (next <= top || y >= foot) continue;
    for (const [i, x] of xs.entries()) {
      if (x >= end) break;
      const after = xs[i + 1] ?? x;
      if (y > top && y < foot && after > left) closedRight[j * xs.length + i] = 1;
      if (x > left && next > top) closedDown[j * xs.length + i] = 1;
    }
  }
}

function inside(rect: Rect, { x, y }: Point): boolean {
  return x > rect.x - LEAST && x < right(rect) + LEAST && y > rect.y - LEAST && y < bottom(rect) + LEAST;
}

function walk(grid: Grid, starts: readonly Exit[], goals: ReadonlyMap<number, Exit>, target: Rect): Way {
  const { xs, ys } = grid;
  const across = xs.length;
  const size = across * ys.length;
  // A crossing counts twice: reached along its row, and along its column.
  const cost = new Float64Array(2 * size).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(2 * size).fill(-1);
  const origin = new Map<number, Exit>();
  const heap = new Heap();
  const ahead = (at: number) => {
    const [x, y] = [xs[at % across] ?? 0, ys[Math.floor(at / across)] ?? 0];
    const dx = Math.max(0, target.x - x, x - right(target));
    return dx + Math.max(0, target.y - y, y - bottom(target));
  };
  const reach = (state: number, spent: number, before: number) => {
    if (spent >= (cost[state] ?? 0)) return;
    cost[state] = spent;
    from[state] = before;
    heap.push(spent + ahead(state % size), state);
  };
  for (const exit of starts) {
    const state = grid.at(exit.out) + (exit.upright ? size : 0);
    if ((cost[state] ?? 0) > 0) origin.set(state, exit);
    reach(state, 0, -1);
  }
  let steps = 0;
  for (let state = heap.pop(); state !== undefined && steps < MAX_STEPS; state = heap.pop(), steps += 1) {
    const at = state % size;
    const upright = state >= size;
    const goal = goals.get(at);
    const spent = cost[state] ?? 0;
    if (goal && goal.upright === upright) return { points: trace(grid, state, from, origin, goal), steps };
    reach(upright ? at : at + size, spent + BEND_COST, state);
    const [stride, closed] = upright ? [across, grid.closedDown] : [1, grid.closedRight];
    const line = upright ? ys : xs;
    const here = upright ? Math.floor(at / across) : at % across;
    const shift = upright ? size : 0;
    const length = (to: number) => Math.abs((line[to] ?? 0) - (line[here] ?? 0));
    if (here + 1 < line.length && !closed[at]) reach(at + stride + shift, spent + length(here + 1), state);
    if (here > 0 && !closed[at - stride]) reach(at - stride + shift, spent + length(here - 1), state);
  }
  return { points: null, steps };
}

function trace(
  { xs, ys }: Grid,
  end: number,
  from: Int32Array,
  origin: ReadonlyMap<number, Exit>,
  goal: Exit,
): Point[] {
  const size = xs.length * ys.length;
  const points = [goal.edge];
  let state = end;
  for (;;) {
    const at = state % size;
    points.push({ x: xs[at % xs.length] ?? 0, y: ys[Math.floor(at / xs.length)] ?? 0 });
    const before = from[state] ?? -1;
    if (before < 0) break;
    state = before;
  }
  const first = origin.get(state);
  return [...(first ? [first.edge] : []), ...points.toReversed()];
}

/** Without the points that a line only passes. */
function straight(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)];
    if (last && last.x === point.x && last.y === point.y) continue;
    const passed =
      before &&
      last &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (passed) kept.pop();
    kept.push(point);
  }
  return kept;
}
