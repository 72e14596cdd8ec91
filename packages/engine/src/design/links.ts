import type { ComponentId, Connection, Endpoint } from './document.ts';
import { copies, portOf, type DesignModel } from './model.ts';

/** Number of links a connection stands for: each copy of the larger side gets one copy of the smaller. */
export function linkCount(model: DesignModel, { a, b }: Connection): number {
  const sides = [a, b]
    .map((end) => model.byId.get(end.component))
    .map((part) => (part ? copies(model, part) : 0));
  return Math.max(...sides);
}

/** Links that end on a port of a component, over all its copies, and how many its copies can carry together. */
export function portUse(
  model: DesignModel,
  id: ComponentId,
  portName: string,
): { used: number; capacity: number } {
  const part = model.byId.get(id);
  const port = part?.type.ports.find((candidate) => candidate.name === portName);
  if (!part || !port) return { used: 0, capacity: 0 };
  const used = (model.joins.get(id) ?? [])
    .filter(({ a, b }) => [a, b].some((end) => end.component === id && end.port === portName))
    .reduce((sum, connection) => sum + linkCount(model, connection), 0);
  return { used, capacity: port.capacity * copies(model, part) };
}

/** One cable: copy `aIdx` of one component to copy `bIdx` of another. */
export interface Link {
  readonly connection: string;
  readonly a: ComponentId;
  readonly aIdx: number;
  readonly b: ComponentId;
  readonly bIdx: number;
}

/**
 * Expands every connection into its links. The larger side is walked in index order and dealt out evenly: each link takes
 * the next copy of the smaller side, round and round, that still has a free place on that port, and the last copy where
 * none has. So a larger side that grows leaves the links as they are that it had. Places on larger sides are given first,
 * since those links have no choice: so no copy is overfull while all copies together have ports enough (PORT-1).
 */
export function links(model: DesignModel): Link[] {
  const joins = model.connections.flatMap((connection) => sidesOf(model, connection) ?? []);
  const free = new Map<string, number>();
  const take = ({ component, port, capacity }: Side, idx: number) => {
    const key = `${component} ${port} ${idx}`;
    const left = free.get(key) ?? capacity;
    if (left <= 0) return false;
    free.set(key, left - 1);
    return true;
  };
  for (const { large } of joins) for (let idx = 0; idx < large.count; idx += 1) take(large, idx);
  return joins.flatMap((join) => expand(join, take));
}

interface Side extends Endpoint {
  readonly count: number;
  readonly capacity: number;
}

interface Join {
  readonly connection: Connection;
  readonly large: Side;
  readonly small: Side;
}

/** Null when an end is not there. Of two equal sides, the one that the connection was started from is walked. */
function sidesOf(model: DesignModel, connection: Connection): Join | null {
  const [a, b] = [connection.a, connection.b].map((end): Side => {
    const part = model.byId.get(end.component);
    const capacity = portOf(model, end)?.capacity ?? 0;
    return { ...end, count: part ? copies(model, part) : 0, capacity };
  });
  if (!a || !b || a.count === 0 || b.count === 0) return null;
  return a.count >= b.count ? { connection, large: a, small: b } : { connection, large: b, small: a };
}

function expand({ connection, large, small }: Join, take: (side: Side, idx: number) => boolean): Link[] {
  const { id, a, b } = connection;
  const open = Array.from({ length: small.count }, (_, idx) => idx);
  let turn = 0;
  const next = (): number => {
    for (;;) {
      if (turn >= open.length) turn = 0;
      const at = open[turn];
      if (at === undefined) return small.count - 1;
      if (take(small, at)) {
        turn += 1;
        return at;
      }
      open.splice(turn, 1);
    }
  };
  return Array.from({ length: large.count }, (_, idx) => {
    const at = next();
    const [aIdx, bIdx] = large.component === a.component ? [idx, at] : [at, idx];
    return { connection: id, a: a.component, aIdx, b: b.component, bIdx };
  });
}
