import type { Abstraction, Catalog, ComponentType } from '@patchbay/catalog';
import { bodyOf, ownName } from './abstractions/body.ts';
import type { Component } from './document.ts';
import type { Edit } from './editing/edit.ts';

/** Gives a new id body, unique within the document: lower-case letters and digits. */
export type NewId = () => string;

/** A new component of a type, with the type's defaults. */
export function newComponent(
  type: ComponentType,
  id: string,
  place: { x: number; y: number; host?: string | null },
): Component {
  return {
    id: `c-${id}`,
    type: type.id,
    name: nameOfNew(type),
    count: 1,
    host: place.host ?? null,
    group: null,
    properties: {},
    x: place.x,
    y: place.y,
  };
}

/** What a new component of a type is called: in short where it stands by itself, and an abstraction by its whole name. */
export function nameOfNew({ name, shortName, hostedOn, layer }: ComponentType): string {
  return hostedOn === null && layer !== 'abstraction' ? shortName : name;
}

/** The edit that adds the parts of an abstraction around a point, as ordinary components. */
export function addAbstraction(
  abstraction: Abstraction,
  catalog: Catalog,
  newId: NewId,
  at: { x: number; y: number },
): Edit {
  const body = bodyOf(
    abstraction,
    { count: 1, host: null, group: null, properties: {}, ...at },
    { part: () => `c-${newId()}`, connection: () => `l-${newId()}`, name: ownName(catalog) },
    catalog,
  );
  const known = new Set([...catalog.types, ...catalog.abstractions].map(({ id }) => id));
  return {
    do: 'add',
    components: body.components.filter(({ type }) => known.has(type)),
    connections: body.connections,
  };
}

/** A name that no component of the list has yet: `Server`, `Server 2`, `Server 3`. */
export function freeName(wanted: string, taken: Iterable<{ name: string }>): string {
  const names = new Set([...taken].map(({ name }) => name));
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted} ${n}`;
    if (!names.has(name)) return name;
  }
}
