import type { ComponentId } from '../document.ts';
import type { Edit } from './edit.ts';

/** Ids of the components that an edit is about: its subjects, their hosts, and ends of connections. */
export function subjectsOf(edit: Edit): ComponentId[] {
  switch (edit.do) {
    case 'add':
      return [
        ...edit.components.flatMap(({ id, host }) => (host === null ? [id] : [id, host])),
        ...edit.connections.flatMap(({ a, b }) => [a.component, b.component]),
      ];
    case 'remove':
      return [...edit.components];
    case 'connect':
      return [edit.connection.a.component, edit.connection.b.component];
    case 'host':
      return edit.host === null ? [edit.id] : [edit.id, edit.host];
    case 'move':
    case 'rename':
    case 'set-count':
    case 'set-property':
    case 'change-type':
      return [edit.id];
    case 'move-many':
      return edit.moves.map(({ id }) => id);
    case 'group':
      return [...edit.members];
    case 'ungroup':
    case 'rename-group':
    case 'collapse':
      return [];
    case 'many':
      return edit.edits.flatMap(subjectsOf);
    default:
      return edit satisfies never;
  }
}
