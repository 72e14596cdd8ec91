import type { Abstraction, Catalog } from '@patchbay/catalog';
import type { Component, ComponentId, Connection, DesignDocument, Endpoint } from '../document.ts';
import { isWithinLimits } from '../editing/sound.ts';
import { MAX_COMPONENTS, MAX_CONNECTIONS, MAX_DEPTH, MAX_NAME, MAX_TOTAL_COPIES } from '../limits.ts';
import { bodies, bodyOf } from './body.ts';
import { copyId, innerConnectionId, partId } from './inner-ids.ts';
import { knownIn } from './known.ts';

/** Where a port of a drawn component leads to: an end for each of its bodies. */
type Ends = (port: string) => readonly Endpoint[];

/** What a design would have too much of, if everything in it were expanded. */
export type Excess = 'components' | 'connections' | 'copies' | 'depth';

/** The bounds on what a design comes to. */
export const MOST: Readonly<Record<Excess, number>> = {
  components: MAX_COMPONENTS,
  connections: MAX_CONNECTIONS,
  copies: MAX_TOTAL_COPIES,
  depth: MAX_DEPTH,
};

interface Work {
  readonly catalog: Catalog;
  readonly abstractions: ReadonlyMap<string, Abstraction>;
  readonly components: Component[];
  readonly connections: Connection[];
  readonly priced: PricedTemplate[];
}

/** An abstraction that was expanded, and that its publisher asks a price for. `count` is per copy of its host. */
export interface PricedTemplate extends Pick<Component, 'id' | 'type' | 'name' | 'count' | 'host'> {
  readonly perHourMicros: number;
}

interface Flat {
  readonly document: DesignDocument;
  readonly priced: readonly PricedTemplate[];
}

/**
 * Expands every component that is an abstraction, to any depth, as if all were taken apart: see `flatId` for the ids and
 * `bodies` for copies. A connection to a port of an abstraction becomes one to each of its bodies. A port that the abstraction
 * does not have becomes one that its first part does not have, so that LINK-1 tells. What stood on an abstraction stands
 * alone. Where all this is more than a design may have, or goes on for more than MAX_DEPTH levels, nothing is expanded: then
 * abstractions are components of types that no rule but ABS-1 knows. A design without abstractions is returned itself.
 */
export function flatten(document: DesignDocument, catalog: Catalog): DesignDocument {
  return flattenPriced(document, catalog).document;
}

/** The same, with the abstractions in it, at every depth, that have a price of their own. */
export function flattenPriced(document: DesignDocument, catalog: Catalog): Flat {
  const flat = expandAll(document, catalog);
  return typeof flat === 'string' ? { document, priced: [] } : flat;
}

/** Why a design is not expanded; null where it is. */
export function excessOf(document: DesignDocument, catalog: Catalog): Excess | null {
  const flat = expandAll(document, catalog);
  return typeof flat === 'string' ? flat : null;
}

function expandAll(document: DesignDocument, catalog: Catalog): Flat | Excess {
  const drawn = Object.values(document.components);
  const { abstractions } = knownIn(catalog);
  if (!drawn.some(({ type }) => abstractions.has(type))) return { document, priced: [] };
  const work: Work = { catalog, abstractions, components: [], connections: [], priced: [] };
  const ends = new Map<ComponentId, Ends>();
  for (const component of drawn) {
    const found = expand(component, 0, work);
    if (typeof found === 'string') return found;
    ends.set(component.id, found);
  }
  for (const connection of Object.values(document.connections))
    if (!join(connection, ends, work)) return 'connections';
  const flat = { ...document, ...recordsOf(work), groups: groupsOf(document, work) };
  return isWithinLimits(flat) ? { document: flat, priced: work.priced } : 'copies';
}

function expand(outer: Component, depth: number, work: Work): Ends | Excess {
  const abstraction = work.abstractions.get(outer.type);
  if (!abstraction) {
    if (work.components.length === MAX_COMPONENTS) return 'components';
    work.components.push(outer);
    return (port) => [{ component: outer.id, port }];
  }
  const { times, each } = bodies(abstraction, outer.count);
  if (depth === MAX_DEPTH) return 'depth';
  if (times > MAX_COMPONENTS) return 'components';
  if (each > MAX_TOTAL_COPIES) return 'copies';
  const insides: Ends[] = [];
  for (let copy = 0; copy < times; copy += 1) {
    const name = copy === 0 ? outer.name : `${outer.name} ${copy + 1}`;
    const one = { ...outer, id: copyId(outer.id, copy), name, count: each, group: null };
    notePrice(abstraction, one, work);
    const inside = expandBody(abstraction, one, depth, work);
    if (typeof inside === 'string') return inside;
    insides.push(inside);
  }
  return (port) => insides.flatMap((inside) => inside(port));
}

function notePrice({ pricePerHourMicros = 0 }: Abstraction, outer: Component, { priced }: Work): void {
  const { id, type, name, count, host } = outer;
  if (pricePerHourMicros > 0) priced.push({ id, type, name, count, host, perHourMicros: pricePerHourMicros });
}

function expandBody(abstraction: Abstraction, outer: Component, depth: number, work: Work): Ends | Excess {
  const ids = {
    part: (no: number) => partId(outer.id, no),
    connection: (index: number) => innerConnectionId(outer.id, index),
    name: ({ name, called = name }: Abstraction['parts'][number]) =>
      `${outer.name} / ${called}`.slice(0, MAX_NAME).trim(),
  };
  const body = bodyOf(abstraction, outer, ids, work.catalog);
  const ends = new Map<ComponentId, Ends>();
  for (const part of body.components) {
    const found = expand(part, depth + 1, work);
    if (typeof found === 'string') return found;
    ends.set(part.id, found);
  }
  for (const connection of body.connections) if (!join(connection, ends, work)) return 'connections';
  const nowhere = (port: string): Endpoint => ({ component: body.components[0]?.id ?? '', port: `!${port}` });
  return (port) => {
    const end = body.endOf(port) ?? nowhere(port);
    return ends.get(end.component)?.(end.port) ?? [];
  };
}

/** False where there is no room left. */
function join(connection: Connection, ends: ReadonlyMap<ComponentId, Ends>, work: Work): boolean {
  const [all, others] = [connection.a, connection.b].map((end) => ends.get(end.component)?.(end.port) ?? []);
  if (!all || !others) return true;
  if (work.connections.length + all.length * others.length > MAX_CONNECTIONS) return false;
  const pairs = all.flatMap((a) => others.map((b) => ({ a, b })));
  for (const [n, pair] of pairs.entries()) work.connections.push({ id: copyId(connection.id, n), ...pair });
  return true;
}

function recordsOf({ components, connections }: Work): Pick<DesignDocument, 'components' | 'connections'> {
  const ids = new Set(components.map(({ id }) => id));
  const standing = components.map((component) =>
    component.host === null || ids.has(component.host) ? component : { ...component, host: null },
  );
  return {
    components: Object.fromEntries(standing.map((component) => [component.id, component])),
    connections: Object.fromEntries(connections.map((connection) => [connection.id, connection])),
  };
}

/** Groups are of what is drawn, so those of abstractions alone are gone. */
function groupsOf(document: DesignDocument, { components }: Work): DesignDocument['groups'] {
  const used = new Set(components.map(({ group }) => group));
  return Object.fromEntries(Object.entries(document.groups).filter(([id]) => used.has(id)));
}
