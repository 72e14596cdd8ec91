import type { Abstraction, Catalog, ComponentType } from '@patchbay/catalog';
import type { Component, Connection } from './document.ts';
import type { Edit } from './editing/edit.ts';

/** Gives a new id body, unique within the document: lower-case letters and digits. */
export type NewId = () => string;

/** A new component of a type, with the type's defaults. */
export function newComponent(
  type: ComponentType,
  id: string,
  place: { x: number; y: number; host?: string | null },
): Component {
  const name = type.layer === 'machine' || type.hostedOn === null ? type.shortName : type.name;
  return {
    id: `c-${id}`,
    type: type.id,
    name,
    count: 1,
    host: place.host ?? null,
    group: null,
    properties: {},
    x: place.x,
    y: place.y,
  };
}

/** The edit that adds the parts of an abstraction around a point, as ordinary components. */
export function addAbstraction(
  abstraction: Abstraction,
  catalog: Catalog,
  newId: NewId,
  at: { x: number; y: number },
): Edit {
  const ids = new Map(abstraction.parts.map((part) => [part.name, `c-${newId()}`]));
  const idOf = (name: string) => ids.get(name) ?? '';
  const known = new Set(catalog.types.map((type) => type.id));
  const components: Component[] = abstraction.parts
    .filter((part) => known.has(part.type))
    .map((part) => ({
      id: idOf(part.name),
      type: part.type,
      name: part.name,
      count: 1,
      host: part.host === null ? null : idOf(part.host),
      group: null,
      properties: part.properties,
      x: at.x + part.x,
      y: at.y + part.y,
    }));
  const connections: Connection[] = abstraction.connections.map(({ a, aPort, b, bPort }) => ({
    id: `l-${newId()}`,
    a: { component: idOf(a), port: aPort },
    b: { component: idOf(b), port: bPort },
  }));
  return { do: 'add', components, connections };
}

/** A name that no component of the list has yet: `Server`, `Server 2`, `Server 3`. */
export function freeName(wanted: string, taken: Iterable<{ name: string }>): string {
  const names = new Set([...taken].map(({ name }) => name));
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted} ${n}`;
    if (!names.has(name)) return name;
  }
}
