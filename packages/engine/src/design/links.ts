import type { ComponentId, Connection } from './document.ts';
import { type DesignModel, copies } from './model.ts';

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
  const used = model.connections
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
 * Expands every connection into its links. The larger side is walked in index order; on the smaller side each
 * link takes the first copy that still has a free place on that port, else the last copy.
 */
export function links(model: DesignModel): Link[] {
  const free = new Map<string, number>();
  const take = (id: ComponentId, port: string, idx: number, capacity: number) => {
    const key = `${id} ${port} ${idx}`;
    const left = free.get(key) ?? capacity;
    if (left <= 0) return false;
    free.set(key, left - 1);
    return true;
  };
  return model.connections.flatMap((connection) => expand(model, connection, take));
}

type Take = (id: ComponentId, port: string, idx: number, capacity: number) => boolean;

function expand(model: DesignModel, connection: Connection, take: Take): Link[] {
  const sides = [connection.a, connection.b].map((end) => {
    const part = model.byId.get(end.component);
    const capacity = part?.type.ports.find((port) => port.name === end.port)?.capacity ?? 0;
    return { ...end, count: part ? copies(model, part) : 0, capacity };
  });
  const [a, b] = sides;
  if (!a || !b || a.count === 0 || b.count === 0) return [];
  const [large, small] = a.count >= b.count ? [a, b] : [b, a];
  let at = 0;
  return Array.from({ length: large.count }, (_, idx) => {
    take(large.component, large.port, idx, large.capacity);
    while (!take(small.component, small.port, at, small.capacity) && at < small.count - 1) at += 1;
    const [aIdx, bIdx] = large === a ? [idx, at] : [at, idx];
    return { connection: connection.id, a: a.component, aIdx, b: b.component, bIdx };
  });
}
