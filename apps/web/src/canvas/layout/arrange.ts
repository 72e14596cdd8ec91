import { Graph, layout as dagre } from '@dagrejs/dagre';
import type { DesignModel } from '@patchbay/engine/design';
import { around, bottom, right, snap, type Point, type Rect } from './geometry.ts';
import type { Layout, Placed } from './layout.ts';
import { freePlace, GAP_X, GAP_Y } from './place.ts';

export interface Move extends Point {
  readonly id: string;
}

/** Devices of one network side by side before the next row begins. */
const MAX_COLUMNS = 6;
const ROW_GAP = 32;

/** Parts that are placed as one block: a network, or all devices that hang on the very same networks. */
interface Block {
  readonly key: string;
  readonly parts: readonly Placed[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where parts should stand so that the drawing reads from the Internet down: networks with their devices in rows below, by the
 * layered layout of dagre. Deterministic. All parts keep their top left corner together; a selection keeps its own, or goes to
 * the nearest free place when it does not fit there.
 * @param ids the parts to move, or null for all
 */
export function arrange(model: DesignModel, layout: Layout, ids: readonly string[] | null): Move[] {
  const wanted = ids === null ? null : new Set(ids);
  const chosen = [...layout.values()]
    .filter(({ id }) => wanted === null || wanted.has(id))
    .sort(inReadingOrder);
  if (chosen.length === 0) return [];
  const neighbours = neighboursOf(model, chosen);
  const blocks = blocksOf(chosen, neighbours);
  const moves = place(blocks, ranked(model, blocks, neighbours));
  const others = [...layout.values()].filter(({ id }) => wanted !== null && !wanted.has(id));
  return anchored(moves, chosen, others);
}

const inReadingOrder = (a: Placed, b: Placed) =>
  a.rect.y - b.rect.y || a.rect.x - b.rect.x || (a.id < b.id ? -1 : 1);

function neighboursOf(model: DesignModel, chosen: readonly Placed[]): Map<string, Set<string>> {
  const known = new Map(chosen.map(({ id }) => [id, new Set<string>()]));
  for (const { a, b } of model.connections) {
    if (!known.has(a.component) || !known.has(b.component)) continue;
    known.get(a.component)?.add(b.component);
    known.get(b.component)?.add(a.component);
  }
  return known;
}

function blocksOf(chosen: readonly Placed[], neighbours: ReadonlyMap<string, ReadonlySet<string>>): Block[] {
  const byKey = new Map<string, Placed[]>();
  for (const placed of chosen) {
    const joined = [...(neighbours.get(placed.id) ?? [])].sort().join(' ');
    const alone = placed.part.type.layer === 'network' && joined !== '';
    const key = alone ? placed.id : `with ${joined}`;
    byKey.set(key, [...(byKey.get(key) ?? []), placed]);
  }
  return [...byKey].map(([key, parts]) => {
    const columns = Math.min(MAX_COLUMNS, parts.length);
    const rows = rowsOf(parts, columns);
    const across = Math.max(
      ...rows.map((row) => sum(row.map(({ rect }) => rect.width)) + GAP_X * (row.length - 1)),
    );
    const down = sum(rows.map(heightOf)) + ROW_GAP * (rows.length - 1);
    return { key, parts, columns, width: across, height: down };
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const heightOf = (row: readonly Placed[]) => Math.max(...row.map(({ rect }) => rect.height));

function rowsOf(parts: readonly Placed[], columns: number): Placed[][] {
  return Array.from({ length: Math.ceil(parts.length / columns) }, (_, n) =>
    parts.slice(n * columns, (n + 1) * columns),
  );
}

/** The centre of each block, by layers: what is nearer to the Internet stands higher. */
function ranked(
  model: DesignModel,
  blocks: readonly Block[],
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, Point> {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: GAP_X, ranksep: GAP_Y });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, width, height } of blocks) graph.setNode(key, { width, height });
  const blockOf = new Map(blocks.flatMap(({ key, parts }) => parts.map(({ id }) => [id, key] as const)));
  const depth = depths(model, blocks, neighbours);
  for (const [id, others] of neighbours) {
    for (const other of others) {
      const [from, to] = [blockOf.get(id) ?? '', blockOf.get(other) ?? ''];
      const down = (depth.get(id) ?? 0) - (depth.get(other) ?? 0) || (id < other ? -1 : 1);
      if (from !== to && down < 0) graph.setEdge(from, to);
    }
  }
  dagre(graph);
  return new Map(
    graph.nodes().map((key) => {
      const { x = 0, y = 0 } = graph.node(key) as Partial<Point>;
      return [key, { x, y }];
    }),
  );
}

/** Steps from the ways to the Internet, or from the first network where there is none. */
function depths(
  model: DesignModel,
  blocks: readonly Block[],
  neighbours: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number> {
  const ids = blocks.flatMap(({ parts }) => parts.map(({ id }) => id));
  const isGateway = (id: string) =>
    model.byId.get(id)?.type.pools.some(({ resourceClass }) => resourceClass === 'public-address') ?? false;
  const isNetwork = (id: string) => model.byId.get(id)?.type.layer === 'network';
  const busiest = ids
    .filter(isNetwork)
    .sort((a, b) => (neighbours.get(b)?.size ?? 0) - (neighbours.get(a)?.size ?? 0));
  const starts = [...ids.filter(isGateway), ...busiest, ...ids];
  const depth = new Map<string, number>();
  for (const start of starts) {
    if (depth.has(start)) continue;
    depth.set(start, 0);
    const queue = [start, ...(isGateway(start) ? ids.filter(isGateway) : [])];
    for (const id of queue) depth.set(id, depth.get(id) ?? 0);
    for (const id of queue)
      for (const other of neighbours.get(id) ?? []) {
        if (depth.has(other)) continue;
        depth.set(other, (depth.get(id) ?? 0) + 1);
        queue.push(other);
      }
  }
  return depth;
}

function place(blocks: readonly Block[], centres: ReadonlyMap<string, Point>): Move[] {
  return blocks.flatMap(({ key, parts, columns, width, height }) => {
    const centre = centres.get(key) ?? { x: 0, y: 0 };
    let y = centre.y - height / 2;
    return rowsOf(parts, columns).flatMap((row) => {
      const top = y;
      let x = centre.x - width / 2;
      y += heightOf(row) + ROW_GAP;
      return row.map(({ id, rect }) => {
        const move = { id, x: snap(x), y: snap(top) };
        x += rect.width + GAP_X;
        return move;
      });
    });
  });
}

/** Moves everything together to where the parts stood before, clear of the parts that stay. */
function anchored(moves: readonly Move[], chosen: readonly Placed[], others: readonly Placed[]): Move[] {
  const sizes = new Map(chosen.map(({ id, rect }) => [id, rect]));
  const box = around(moves.map(({ id, x, y }): Rect => ({ ...(sizes.get(id) as Rect), x, y })));
  const before = around(chosen.map(({ rect }) => rect));
  const taken = others.map(({ rect }) => rect);
  const size = { width: right(box) - box.x, height: bottom(box) - box.y };
  const to = taken.length === 0 ? { x: snap(before.x), y: snap(before.y) } : freePlace(taken, size, before);
  return moves.map(({ id, x, y }) => ({ id, x: x - box.x + to.x, y: y - box.y + to.y }));
}
