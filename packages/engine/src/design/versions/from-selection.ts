import { MAX_ABSTRACTION_PORTS, type Abstraction, type Catalog } from '@patchbay/catalog';
import { withAbstractions } from '../abstractions/known.ts';
import { copyParts } from '../copying/fragment.ts';
import type { Component, ComponentId, Connection, DesignDocument, Endpoint } from '../document.ts';
import type { Edit } from '../editing/edit.ts';
import { freeName, type NewId } from '../instantiate.ts';
import { abstractionOf, unsavedBecause, type Heading, type Unsaved } from './abstraction-of.ts';

/** What is selected, as a design of its own, and where it stands. */
export interface Chosen {
  readonly source: DesignDocument;
  /** Connections with one end outside. */
  readonly outside: readonly Connection[];
  /** What all of it stands on, if that is outside. */
  readonly host: ComponentId | null;
}

/** `tower`: parts stand on different things outside, or some on one and some on none. */
export type Choice = Chosen | { readonly refused: 'nothing' | 'tower' };

/** The selected parts with everything on them, as a source design. Groups stay behind: an abstraction is one part of them. */
export function chooseParts(document: DesignDocument, ids: readonly ComponentId[]): Choice {
  const { document: inside, outside, hosted } = copyParts(document, ids);
  const parts = Object.values(inside.components);
  if (parts.length === 0) return { refused: 'nothing' };
  const roots = parts.filter(({ host }) => host === null);
  const hosts = new Set(hosted.map((id) => document.components[id]?.host ?? null));
  if (hosts.size > 1 || (hosts.size === 1 && hosted.length < roots.length)) return { refused: 'tower' };
  const components = Object.fromEntries(parts.map((part) => [part.id, { ...part, group: null }]));
  return { source: { ...inside, components, groups: {} }, outside, host: [...hosts][0] ?? null };
}

const LABEL = 20;
const NAME = 40;

/**
 * The ports by which what is selected hangs together with the rest, beside those that are exposed already. One is called like
 * the port inside, and where others would be called so too, like its part.
 */
export function crossingPorts(
  { source, outside }: Chosen,
  exposed: Abstraction['ports'] = [],
): Abstraction['ports'] {
  const ends = outside.map(({ a, b }) => (Object.hasOwn(source.components, a.component) ? a : b));
  const fresh = new Map(
    ends.filter((end) => !portFor(exposed, end)).map((end) => [`${end.component} ${end.port}`, end]),
  );
  const ports = [...exposed];
  for (const end of fresh.values()) {
    const alike = [...fresh.values()].filter(({ port }) => port === end.port).length + exposed.length > 1;
    const of = source.components[end.component]?.name ?? '';
    const name = freePortName((alike && memberNameOf(of)) || end.port, ports);
    ports.push({ name, label: (alike ? of : name).slice(0, LABEL), part: end.component, port: end.port });
  }
  return ports;
}

/** `Web server 2` as a name of a port: `webServer2`. Empty where nothing of it can be one. */
function memberNameOf(text: string): string {
  const words = text.match(/[a-zA-Z0-9]+/g) ?? [];
  const joined = words
    .map((word, n) => (n === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1)))
    .join('');
  return /^[a-z]/.test(joined) ? joined : '';
}

export function portFor(ports: Abstraction['ports'], { component, port }: Endpoint) {
  return ports.find((one) => one.part === component && one.port === port);
}

/** `eth`, `eth2`, `eth3`. */
export function freePortName(wanted: string, ports: readonly { readonly name: string }[]): string {
  const names = new Set(ports.map(({ name }) => name));
  const stem = /^[a-z][a-zA-Z0-9]*$/.test(wanted) ? wanted.slice(0, NAME - 2) : 'port';
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? stem : `${stem}${n}`;
    if (!names.has(name)) return name;
  }
}

/**
 * The edit that puts one component of an abstraction in the place of what it was made from: with its outer connections, host
 * and group. What is hosted on a selected part is selected, so nothing that stays loses its host.
 */
export function replaceBy(
  document: DesignDocument,
  { source, outside, host }: Chosen,
  abstraction: Abstraction,
  newId: NewId,
): { readonly edit: Edit; readonly id: ComponentId } | { readonly refused: 'gone' } {
  const parts = Object.values(source.components);
  if (!parts.every(({ id }) => Object.hasOwn(document.components, id))) return { refused: 'gone' };
  const inside = new Set(parts.map(({ id }) => id));
  const staying = Object.values(document.components).filter(({ id }) => !inside.has(id));
  const roots = parts.filter((part) => part.host === null);
  const groups = new Set(roots.map(({ id }) => document.components[id]?.group ?? null));
  const [group = null] = groups.size === 1 ? groups : [];
  const component: Component = {
    id: `c-${newId()}`,
    type: abstraction.id,
    name: freeName(abstraction.name, staying),
    count: 1,
    host,
    group,
    properties: {},
    x: Math.min(...roots.map(({ x }) => x)),
    y: Math.min(...roots.map(({ y }) => y)),
  };
  const outer = (end: Endpoint): Endpoint | undefined => {
    if (!inside.has(end.component)) return end;
    const port = portFor(abstraction.ports, end);
    return port && { component: component.id, port: port.name };
  };
  const connections = outside.flatMap(({ id, a, b }): Connection[] => {
    const [from, to] = [outer(a), outer(b)];
    return from && to ? [{ id, a: from, b: to }] : [];
  });
  const kept = Object.values(document.groups).filter(({ id }) => id === group);
  const edits: Edit[] = [
    { do: 'remove', components: [...inside], connections: [] },
    { do: 'add', components: [component], connections, groups: kept },
  ];
  return { edit: { do: 'many', edits }, id: component.id };
}

/** What saving a selection comes to, in one. */
export type Saving =
  | {
      readonly abstraction: Abstraction;
      readonly source: DesignDocument;
      readonly edit: Edit;
      readonly id: ComponentId;
      /** The catalog that has the abstraction as well. */
      readonly catalog: Catalog;
    }
  | { readonly refused: Unsaved | 'tower' | 'gone' };

/**
 * A selection as an abstraction, and the one edit that puts it in the selection's place. Every connection that leads out of
 * the selection exposes its port.
 */
export function fromSelection(
  document: DesignDocument,
  ids: readonly ComponentId[],
  catalog: Catalog,
  heading: Heading,
  newId: NewId,
): Saving {
  const chosen = chooseParts(document, ids);
  if ('refused' in chosen) return chosen;
  const ports = crossingPorts(chosen, heading.ports);
  if (ports.length > MAX_ABSTRACTION_PORTS) return { refused: 'too-many-ports' };
  const abstraction = abstractionOf(chosen.source, { ...heading, ports });
  const refused = unsavedBecause(abstraction, catalog);
  if (refused) return { refused };
  const replacing = replaceBy(document, chosen, abstraction, newId);
  if ('refused' in replacing) return replacing;
  return {
    abstraction,
    source: chosen.source,
    catalog: withAbstractions(catalog, [abstraction]),
    ...replacing,
  };
}
