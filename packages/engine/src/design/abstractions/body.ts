import type { Abstraction, Catalog } from '@patchbay/catalog';
import type { Component, Connection, Endpoint } from '../document.ts';
import { place } from '../editing/edit-parts.ts';
import { knownIn } from './known.ts';
import { settingsOf } from './parameters.ts';

/** What a body takes over from the component that it is the body of. */
export type Outer = Pick<Component, 'count' | 'host' | 'group' | 'properties' | 'x' | 'y'>;

export interface BodyIds {
  readonly part: (no: number) => string;
  readonly connection: (index: number) => string;
  readonly name: (part: Abstraction['parts'][number]) => string;
}

/**
 * What a part of a body is called in a design of its own: as it was called there, or what is hosted by its type, since its host
 * tells it apart.
 */
export function ownName(catalog: Catalog): BodyIds['name'] {
  const names = new Map([...catalog.types, ...catalog.abstractions].map(({ id, name }) => [id, name]));
  return ({ name, called, host, type }) => called ?? (host === null ? name : (names.get(type) ?? name));
}

/** Parts of an abstraction as components of a design, in the order of its parts. */
export interface Body {
  readonly components: readonly Component[];
  readonly connections: readonly Connection[];
  /** The end inside that a port of the abstraction leads to; undefined when it has no such port. */
  readonly endOf: (port: string) => Endpoint | undefined;
}

/**
 * One body of an abstraction, with what was chosen for the outer component. What stands by itself in it takes the count, host
 * and group of the outer component; what is hosted in it is counted per copy of its host, so its count stays.
 */
export function bodyOf(abstraction: Abstraction, outer: Outer, ids: BodyIds, catalog: Catalog): Body {
  const { parts, connections, ports } = abstraction;
  const settings = settingsOf(abstraction, outer.properties, knownIn(catalog));
  const idOf = new Map(parts.map(({ name, no }, index) => [name, ids.part(no ?? index)]));
  const end = (part: string, port: string): Endpoint => ({ component: idOf.get(part) ?? '', port });
  return {
    components: parts.map((part): Component => {
      const root = part.host === null;
      const set = settings.get(part.name);
      const count = set?.count ?? part.count;
      return {
        id: idOf.get(part.name) ?? '',
        type: part.type,
        name: ids.name(part),
        count: root ? count * outer.count : count,
        host: part.host === null ? outer.host : (idOf.get(part.host) ?? null),
        group: root && outer.host === null ? outer.group : null,
        properties: set ? { ...part.properties, ...set.properties } : part.properties,
        x: place(outer.x + part.x),
        y: place(outer.y + part.y),
      };
    }),
    connections: connections.map(
      ({ a, aPort, b, bPort }, index): Connection => ({
        id: ids.connection(index),
        a: end(a, aPort),
        b: end(b, bPort),
      }),
    ),
    endOf: (name) => {
      const port = ports.find((candidate) => candidate.name === name);
      return port && idOf.has(port.part) ? end(port.part, port.port) : undefined;
    },
  };
}

/**
 * How often a body is drawn for a component of some count, and the count within. A body with connections of its own is drawn
 * for each copy, since its copies are not joined to each other; others are drawn once, and counted.
 */
export function bodies({ connections }: Abstraction, count: number): { times: number; each: number } {
  return connections.length > 0 ? { times: count, each: 1 } : { times: 1, each: count };
}
