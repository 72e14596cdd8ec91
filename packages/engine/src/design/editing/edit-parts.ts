import type { Component, ComponentId, Connection, ConnectionId, DesignDocument, Group } from '../document.ts';
import { MAX_POSITION } from '../limits.ts';
import { towerProblem } from '../towers.ts';
import { withoutEmptyGroups } from './edit-groups.ts';
import type { Edit, Move } from './edit.ts';

/** A part and everything hosted on it, directly or not, in a fixed order. */
export function withHosted(document: DesignDocument, roots: Iterable<ComponentId>): Set<ComponentId> {
  const family = new Set<ComponentId>(roots);
  for (let size = -1; size !== family.size; ) {
    size = family.size;
    for (const { id, host } of Object.values(document.components))
      if (host !== null && family.has(host)) family.add(id);
  }
  return family;
}

/**
 * Nothing that is there already is touched. What is added without its host, in a circle or too high, stands alone;
 * without its group, in none; and a connection without one of its ends is left out.
 */
export function add(
  document: DesignDocument,
  components: readonly Component[],
  connections: readonly Connection[],
  groups: readonly Group[],
): DesignDocument {
  const all = { ...document.components };
  const allGroups = { ...Object.fromEntries(groups.map((group) => [group.id, group])), ...document.groups };
  const fresh: Component[] = [];
  for (const component of components) {
    if (Object.hasOwn(all, component.id)) continue;
    all[component.id] = component;
    fresh.push(component);
  }
  for (const component of fresh) {
    const { id, group, x, y } = component;
    const host = towerProblem(all, id) === null ? component.host : null;
    const joins = host === null && group !== null && Object.hasOwn(allGroups, group);
    all[id] = { ...component, host, group: joins ? group : null, x: place(x), y: place(y) };
  }
  const joins = { ...document.connections };
  for (const connection of connections) {
    const { a, b } = connection;
    const ends =
      Object.hasOwn(all, a.component) && Object.hasOwn(all, b.component) && a.component !== b.component;
    if (ends && !Object.hasOwn(joins, connection.id)) joins[connection.id] = connection;
  }
  const added = { ...document, components: all, connections: joins };
  return groups.length === 0 ? added : withoutEmptyGroups({ ...added, groups: allGroups });
}

/** Losing an end is a named case: a connection goes with either of its ends, what is hosted goes with its host. */
export function remove(
  document: DesignDocument,
  roots: readonly ComponentId[],
  connections: readonly ConnectionId[],
): DesignDocument {
  const gone = withHosted(document, roots);
  const cut = new Set(connections);
  const components = Object.fromEntries(Object.entries(document.components).filter(([id]) => !gone.has(id)));
  const stays = ({ id, a, b }: Connection) =>
    !cut.has(id) && !gone.has(a.component) && !gone.has(b.component);
  const joins = Object.fromEntries(Object.entries(document.connections).filter(([, value]) => stays(value)));
  return withoutEmptyGroups({ ...document, components, connections: joins });
}

/** Nothing changes where the host is gone, is hosted on the part itself, or is too high to host what the part carries. */
export function host(document: DesignDocument, edit: Extract<Edit, { do: 'host' }>): DesignDocument {
  const at = {
    ...(edit.x === undefined ? {} : { x: place(edit.x) }),
    ...(edit.y === undefined ? {} : { y: place(edit.y) }),
  };
  if (edit.host === null) return patch(document, edit.id, { host: null, ...at });
  const moved = patch(document, edit.id, { host: edit.host, group: null, ...at });
  const broken = [...withHosted(moved, [edit.id])].some((id) => towerProblem(moved.components, id) !== null);
  return broken ? document : withoutEmptyGroups(moved);
}

export function moveMany(document: DesignDocument, moves: readonly Move[]): DesignDocument {
  const components = { ...document.components };
  for (const { id, x, y } of moves) {
    const before = Object.hasOwn(components, id) ? components[id] : undefined;
    if (before) components[id] = { ...before, x: place(x), y: place(y) };
  }
  return { ...document, components };
}

export function patch(document: DesignDocument, id: ComponentId, change: Partial<Component>): DesignDocument {
  const before = Object.hasOwn(document.components, id) ? document.components[id] : undefined;
  if (!before) return document;
  return { ...document, components: { ...document.components, [id]: { ...before, ...change } } };
}

/** A coordinate on the canvas: whole, and within its bounds. */
export function place(value: number): number {
  return Math.max(-MAX_POSITION, Math.min(MAX_POSITION, Math.round(value))) || 0;
}
