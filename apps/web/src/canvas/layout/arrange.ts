import { Graph, layout as dagre } from '@dagrejs/dagre';
import type { DesignModel, Move } from '@patchbay/engine/design';
import { around, inReadingOrder, snap, type Point, type Rect } from './geometry.ts';
import { BEYOND, LABEL_HEIGHT } from './groups.ts';
import { BAR_MIN_WIDTH, solids, type Layout } from './layout.ts';
import { freePlace, GAP_X, GAP_Y } from './place.ts';
import { Space } from './space.ts';

/** Devices of one network side by side before the next row begins. */
const MIN_COLUMNS = 6;
const ROW_GAP = 32;

/** What is moved as one: a part, or the card of a collapsed group. */
interface Piece {
  readonly id: string;
  readonly rect: Rect;
  /** The open group that it is in. */
  readonly group: string | null;
  readonly network: boolean;
}

/** Pieces that are placed as one block: a group, a network, or all devices that hang on the very same networks. */
interface Block {
  readonly key: string;
  readonly parts: readonly Piece[];
  readonly columns: number;
  /** With the frame and the name of a group. */
  readonly width: number;
  readonly height: number;
  readonly framed: boolean;
}

/**
 * Where parts should stand so that the drawing reads from the Internet down: networks with their devices in rows below, by the
 * layered layout of dagre. Deterministic. All parts keep their top left corner together; a selection keeps its own, or goes to
 * the nearest free place when it does not fit there.
 * @param ids the parts to move, or null for all
 */
export function arrange(model: DesignModel, layout: Layout, ids: readonly string[] | null): Move[] {
  const wanted = ids === null ? null : new Set(ids);
  const chosen = piecesOf(layout, wanted).sort(byPlace);
  if (chosen.length === 0) return [];
  const neighbours = neighboursOf(model, layout, chosen);
  const blocks = blocksOf(chosen, neighbours);
  const moves = place(blocks, ranked(model, blocks, neighbours));
  const moving = new Set(chosen.map(({ id }) => id));
  const others = new Space([...solids(layout)].filter(([id]) => !moving.has(id)));
  return anchored(moves, chosen, others).flatMap((move) => membersOf(layout, move));
}

const byPlace = (a: Piece, b: Piece) => inReadingOrder(a.rect, b.rect) || (a.id < b.id ? -1 : 1);

function piecesOf(layout: Layout, wanted: ReadonlySet<string> | null): Piece[] {
  const parts = [...layout.values()].map(({ id, rect, part, shape }) => ({
    id,
    // A bar will be as wide as what it joins, wherever that goes; until then it is short.
    rect: shape === 'bar' ? { ...rect, width: BAR_MIN_WIDTH } : rect,
    group: part.component.group,
    network: part.type.layer === 'network',
  }));
  const cards = [...layout.groups.values()]
    .filter(({ group }) => group.collapsed)
    .map(({ id, rect }) => ({ id, rect, group: null, network: false }));
  const asked = (id: string) =>
    wanted === null ||
    wanted.has(id) ||
    (layout.groups.get(id)?.members.every((one) => wanted.has(one)) ?? false);
  return [...parts, ...cards].filter(({ id }) => asked(id));
}

/** A card goes with all its members. */
function membersOf(layout: Layout, { id, x, y }: Move): Move[] {
  const group = layout.groups.get(id);
  if (!group) return [{ id, x, y }];
  const [dx, dy] = [x - group.rect.x, y - group.rect.y];
  return group.places.map(([member, at]) => ({ id: member, x: at.x + dx, y: at.y + dy }));
}

function neighboursOf(
  model: DesignModel,
  layout: Layout,
  chosen: readonly Piece[],
): Map<string, Set<string>> {
  const known = new Map(chosen.map(({ id }) => [id, new Set<string>()]));
  const pieceOf = (id: string) => (layout.has(id) ? id : (model.document.components[id]?.group ?? id));
  for (const connection of model.connections) {
    const [a, b] = [pieceOf(connection.a.component), pieceOf(connection.b.component)];
    if (a === b || !known.has(a) || !known.has(b)) continue;
    known.get(a)?.add(b);
    known.get(b)?.add(a);
  }
  return known;
}

function blocksOf(chosen: readonly Piece[], neighbours: ReadonlyMap<string, ReadonlySet<string>>): Block[] {
  const byKey = new Map<string, Piece[]>();
  for (const piece of chosen) {
    const joined = [...(neighbours.get(piece.id) ?? [])].sort().join(' ');
    const alone = piece.network && joined !== '';
    const key = piece.group === null ? (alone ? piece.id : `with ${joined}`) : `in ${piece.group}`;
    byKey.set(key, [...(byKey.get(key) ?? []), piece]);
  }
  return [...byKey].map(([key, parts]) => {
    const framed = parts.some(({ group }) => group !== null);
    const columns = Math.min(Math.max(MIN_COLUMNS, Math.ceil(Math.sqrt(parts.length * 1.5))), parts.length);
    const rows = rowsOf(parts, columns);
    const across = Math.max(
      ...rows.map((row) => sum(row.map(({ rect }) => rect.width)) + GAP_X * (row.length - 1)),
    );
    const down = sum(rows.map(heightOf)) + ROW_GAP * (rows.length - 1);
    const [width, height] = framed ? [across + 2 * BEYOND, down + 2 * BEYOND + LABEL_HEIGHT] : [across, down];
    return { key, parts, columns, width, height, framed };
  });
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const heightOf = (row: readonly Piece[]) => Math.max(...row.map(({ rect }) => rect.height));

function rowsOf(parts: readonly Piece[], columns: number): Piece[][] {
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
  return blocks.flatMap(({ key, parts, columns, width, height, framed }) => {
    const centre = centres.get(key) ?? { x: 0, y: 0 };
    const inset = framed ? BEYOND : 0;
    let y = centre.y - height / 2 + inset;
    return rowsOf(parts, columns).flatMap((row) => {
      const top = y;
      let x = centre.x - width / 2 + inset;
      y += heightOf(row) + ROW_GAP;
      return row.map((piece) => {
        const move = { id: piece.id, x: snap(x), y: snap(top) };
        x += piece.rect.width + GAP_X;
        return move;
      });
    });
  });
}

/** Moves everything together to where it stood before, clear of what stays. */
function anchored(moves: readonly Move[], chosen: readonly Piece[], taken: Space): Move[] {
  const sizes = new Map(chosen.map(({ id, rect }) => [id, rect]));
  const box = around(moves.map(({ id, x, y }): Rect => ({ ...(sizes.get(id) as Rect), x, y })));
  const before = around(chosen.map(({ rect }) => rect));
  const to = freePlace(taken, box, before);
  return moves.map(({ id, x, y }) => ({ id, x: x - box.x + to.x, y: y - box.y + to.y }));
}
