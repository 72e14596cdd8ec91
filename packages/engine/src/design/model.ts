import type { Catalog, ComponentType, Port, PropertyValue } from '@patchbay/catalog';
import { typeOfAbstraction } from './abstractions/type-of-abstraction.ts';
import type { Component, ComponentId, Connection, DesignDocument } from './document.ts';

/**
 * A document read beside its catalog: what every rule, price and plan asks of a design, indexed once.
 * Parts whose type the catalog does not know are left out of `parts` and listed in `unknown`.
 */
export interface DesignModel {
  readonly document: DesignDocument;
  readonly catalog: Catalog;
  readonly types: ReadonlyMap<string, ComponentType>;
  /** Known parts, sorted by id, so that everything derived from them is in one order. */
  readonly parts: readonly Part[];
  readonly byId: ReadonlyMap<ComponentId, Part>;
  readonly unknown: readonly Component[];
  /** Of a flattened design: what was expanded and has a price of its own. */
  readonly templates: readonly Template[];
  /** What stands on each component, in order of names: copies have new ids, and look like what they are copies of. */
  readonly hosted: ReadonlyMap<ComponentId, readonly Part[]>;
  readonly connections: readonly Connection[];
  /** The connections of each component, in the order of `connections`. */
  readonly joins: ReadonlyMap<ComponentId, readonly Connection[]>;
}

/** Copies of a template, at any depth of a drawing, that its publisher asks a price for. */
export interface Template {
  /** The drawn component, or the part of an abstraction, that is of it: see `flatId`. */
  readonly component: ComponentId;
  readonly type: string;
  readonly name: string;
  readonly copies: number;
  /** For each copy, on top of its parts. */
  readonly perHourMicros: number;
}

export interface Part {
  readonly component: Component;
  readonly type: ComponentType;
}

/** A design as it is drawn: an abstraction is one part, of a type that stands for it. To judge what is in it, see `readFlat`. */
export function readDesign(document: DesignDocument, catalog: Catalog): DesignModel {
  const used = new Set(Object.values(document.components).map(({ type }) => type));
  const drawn = catalog.abstractions.filter(({ id }) => used.has(id));
  return readTypes(document, catalog, [
    ...drawn.map((abstraction) => typeOfAbstraction(abstraction, catalog)),
    ...catalog.types,
  ]);
}

/** A document read with the types that count; parts of others are unknown. */
export function readTypes(
  document: DesignDocument,
  catalog: Catalog,
  known: readonly ComponentType[],
): DesignModel {
  const types = new Map(known.map((type) => [type.id, type]));
  const sorted = Object.values(document.components).sort(byId);
  const parts: Part[] = [];
  const unknown: Component[] = [];
  for (const component of sorted) {
    const type = types.get(component.type);
    if (type) parts.push({ component, type });
    else unknown.push(component);
  }
  const hosted = new Map<ComponentId, Part[]>();
  for (const part of parts) {
    const { host } = part.component;
    if (host === null) continue;
    const known = hosted.get(host);
    if (known) known.push(part);
    else hosted.set(host, [part]);
  }
  for (const parts of hosted.values()) if (parts.length > 1) parts.sort(byName);
  const connections = Object.values(document.connections).sort(byId);
  return {
    document,
    catalog,
    types,
    parts,
    byId: new Map(parts.map((part) => [part.component.id, part])),
    unknown,
    templates: [],
    hosted,
    connections,
    joins: joinsOf(connections),
  };
}

/** By code points, so that it is the same everywhere; the sort is stable, so ids decide between equal names. */
function byName({ component: a }: Part, { component: b }: Part): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function joinsOf(connections: readonly Connection[]): Map<ComponentId, Connection[]> {
  const joins = new Map<ComponentId, Connection[]>();
  for (const connection of connections) {
    for (const { component } of [connection.a, connection.b]) {
      const known = joins.get(component);
      if (known) known.push(connection);
      else joins.set(component, [connection]);
    }
  }
  return joins;
}

/** The value of a property: what the component sets, else the type's default. Undefined when the type has no such property. */
export function propertyValue({ component, type }: Part, name: string): PropertyValue | undefined {
  const property = type.properties.find((candidate) => candidate.name === name);
  if (!property) return undefined;
  const own = Object.hasOwn(component.properties, name) ? component.properties[name] : undefined;
  return own ?? property.default;
}

/** The value of a quantity property as a number; 0 when the type has no such quantity. */
export function quantity(part: Part, name: string): number {
  const value = propertyValue(part, name);
  return typeof value === 'number' ? value : 0;
}

/** Copies in total: a hosted part's count is per copy of its host, so nested counts multiply. */
export function copies(model: DesignModel, part: Part): number {
  let total = 1;
  for (let at: Part | undefined = part; at; at = hostOf(model, at)) total *= at.component.count;
  return total;
}

export function hostOf(model: DesignModel, part: Part): Part | undefined {
  return part.component.host === null ? undefined : model.byId.get(part.component.host);
}

/** The machine a part ends up on: itself, or the machine below it. Undefined while it stands on none. */
export function machineOf(model: DesignModel, part: Part): Part | undefined {
  let at: Part | undefined = part;
  while (at && at.type.layer !== 'machine') at = hostOf(model, at);
  return at;
}

/** Everything hosted on a part, directly or not. */
export function allHosted(model: DesignModel, part: Part): Part[] {
  return (model.hosted.get(part.component.id) ?? []).flatMap((child) => [child, ...allHosted(model, child)]);
}

export function portOf(model: DesignModel, end: { component: ComponentId; port: string }): Port | undefined {
  return model.byId.get(end.component)?.type.ports.find((port) => port.name === end.port);
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
