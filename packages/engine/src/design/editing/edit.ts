import type { PropertyValue } from '@patchbay/catalog';
import type {
  Component,
  ComponentId,
  Connection,
  ConnectionId,
  DesignDocument,
  Group,
  GroupId,
} from '../document.ts';
import { groupParts, patchGroup, ungroup } from './edit-groups.ts';
import { add, host, moveMany, patch, place, remove } from './edit-parts.ts';

/** A change as data. One gesture of a user is one edit, from whatever input device. */
export type Edit =
  | {
      readonly do: 'add';
      readonly components: readonly Component[];
      readonly connections: readonly Connection[];
      readonly groups?: readonly Group[];
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
  | ({ readonly do: 'move' } & Move)
  | { readonly do: 'move-many'; readonly moves: readonly Move[] }
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
  | { readonly do: 'group'; readonly group: Group; readonly members: readonly ComponentId[] }
  | { readonly do: 'ungroup'; readonly id: GroupId }
  | { readonly do: 'rename-group'; readonly id: GroupId; readonly name: string }
  | { readonly do: 'collapse'; readonly id: GroupId; readonly collapsed: boolean }
  | { readonly do: 'many'; readonly edits: readonly Edit[] };

/** Where a part goes, in pixels of the canvas at 100 %. */
export interface Move {
  readonly id: ComponentId;
  readonly x: number;
  readonly y: number;
}

/**
 * Applies an edit and returns a new document; the old one is untouched and shares what did not change.
 * An edit whose subject is gone changes nothing, so that late edits from another tab are harmless.
 */
export function applyEdit(document: DesignDocument, edit: Edit): DesignDocument {
  switch (edit.do) {
    case 'add':
      return add(document, edit.components, edit.connections, edit.groups ?? []);
    case 'remove':
      return remove(document, edit.components, edit.connections);
    case 'connect':
      return add(document, [], [edit.connection], []);
    case 'host':
      return host(document, edit);
    case 'move':
      return patch(document, edit.id, { x: place(edit.x), y: place(edit.y) });
    case 'move-many':
      return moveMany(document, edit.moves);
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
    case 'group':
      return groupParts(document, edit.group, edit.members);
    case 'ungroup':
      return ungroup(document, edit.id);
    case 'rename-group':
      return patchGroup(document, edit.id, { name: edit.name });
    case 'collapse':
      return patchGroup(document, edit.id, { collapsed: edit.collapsed });
    case 'many':
      return edit.edits.reduce(applyEdit, document);
    default:
      return edit satisfies never;
  }
}
