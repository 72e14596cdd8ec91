import type { PropertyValue } from '@patchbay/catalog';
import type { Component, ComponentId, Connection, ConnectionId, DesignDocument } from './document.ts';

/** A change as data. One gesture of a user is one edit, from whatever input device. */
export type Edit =
  | {
      readonly do: 'add';
      readonly components: readonly Component[];
      readonly connections: readonly Connection[];
    }
  | {
      readonly do: 'remove';
      readonly components: readonly ComponentId[];
      readonly connections: readonly ConnectionId[];
    }
  | { readonly do: 'connect'; readonly connection: Connection }
  | {
      readonly do: 'host';
      readonly id: ComponentId;
      readonly host: ComponentId | null;
      readonly x?: number;
      readonly y?: number;
    }
  | { readonly do: 'move'; readonly id: ComponentId; readonly x: number; readonly y: number }
  | { readonly do: 'rename'; readonly id: ComponentId; readonly name: string }
  | { readonly do: 'set-count'; readonly id: ComponentId; readonly count: number }
  | {
      readonly do: 'set-property';
      readonly id: ComponentId;
      readonly property: string;
      readonly value: PropertyValue;
    }
  | {
      readonly do: 'change-type';
      readonly id: ComponentId;
      readonly type: string;
      readonly name: string;
      readonly properties: Component['properties'];
    }
  | { readonly do: 'many'; readonly edits: readonly Edit[] };

/**
 * Applies an edit and returns a new document; the old one is untouched and shares what did not change.
 * An edit whose subject is gone changes nothing, so that late edits from another tab are harmless.
 */
export function applyEdit(document: DesignDocument, edit: Edit): DesignDocument {
  switch (edit.do) {
    case 'add':
      return add(document, edit.components, edit.connections);
    case 'remove':
      return remove(document, edit.components, edit.connections);
    case 'connect':
      return add(document, [], [edit.connection]);
    case 'host':
      return host(document, edit);
    case 'move':
      return patch(document, edit.id, { x: Math.round(edit.x), y: Math.round(edit.y) });
    case 'rename':
      return patch(document, edit.id, { name: edit.name });
    case 'set-count':
      return patch(document, edit.id, { count: edit.count });
    case 'set-property':
      return patch(document, edit.id, {
        properties: { ...document.components[edit.id]?.properties, [edit.property]: edit.value },
      });
    case 'change-type':
      return patch(document, edit.id, { type: edit.type, name: edit.name, properties: edit.properties });
    case 'many':
      return edit.edits.reduce(applyEdit, document);
    default:
      return edit satisfies never;
  }
}

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

/** What is added without its host stands alone, and a connection without one of its ends is left out. */
function add(
  document: DesignDocument,
  components: readonly Component[],
  connections: readonly Connection[],
): DesignDocument {
  const all = { ...document.components };
  for (const component of components) all[component.id] = component;
  for (const component of components) {
    const { id, host } = component;
    if (host !== null && !Object.hasOwn(all, host)) all[id] = { ...component, host: null };
  }
  const joins = { ...document.connections };
  for (const connection of connections) {
    const { a, b } = connection;
    const ends =
      Object.hasOwn(all, a.component) && Object.hasOwn(all, b.component) && a.component !== b.component;
    if (ends) joins[connection.id] = connection;
  }
  return { ...document, components: all, connections: joins };
}

/** Losing an end is a named case: a connection goes with either of its ends, what is hosted goes with its host. */
function remove(
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
  return { ...document, components, connections: joins };
}

function host(document: DesignDocument, edit: Extract<Edit, { do: 'host' }>): DesignDocument {
  const target = edit.host;
  if (
    target !== null &&
    (!Object.hasOwn(document.components, target) || withHosted(document, [edit.id]).has(target))
  )
    return document;
  const place = {
    ...(edit.x === undefined ? {} : { x: edit.x }),
    ...(edit.y === undefined ? {} : { y: edit.y }),
  };
  return patch(document, edit.id, { host: target, ...place });
}

function patch(document: DesignDocument, id: ComponentId, change: Partial<Component>): DesignDocument {
  const before = Object.hasOwn(document.components, id) ? document.components[id] : undefined;
  if (!before) return document;
  return { ...document, components: { ...document.components, [id]: { ...before, ...change } } };
}
