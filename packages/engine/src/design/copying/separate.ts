import type { ComponentId, Connection, ConnectionId, DesignDocument } from '../document.ts';
import { applyEdit, type Edit } from '../editing/edit.ts';
import type { NewId } from '../instantiate.ts';
import { copyParts } from './fragment.ts';
import { copying, hostsOf } from './paste.ts';

/** `only-one`: there is nothing to separate. */
export type Separation =
  | { readonly edit: Edit; readonly id: ComponentId; readonly lost: readonly ConnectionId[] }
  | { readonly refused: 'only-one' | 'too-many' };

/** Beside the part that it comes from, in pixels at 100 %. */
const BESIDE = 24;

/**
 * Splits one copy off a part of several: the part has one less, and a new part of count 1 has what it has: properties, what
 * is hosted on it, host, group and connections. A connection to a part that is there once is kept by both. One to several
 * copies is kept by the larger part alone and named in `lost`: the new part would be joined to every one of these copies.
 */
export function separateOne(document: DesignDocument, id: ComponentId, newId: NewId): Separation {
  const part = Object.hasOwn(document.components, id) ? document.components[id] : undefined;
  if (!part || part.count === 1) return { refused: 'only-one' };
  const fragment = copyParts(document, [id]);
  const single = {
    ...fragment.document,
    components: {
      ...fragment.document.components,
      [id]: { ...(fragment.document.components[id] ?? part), count: 1 },
    },
  };
  const kept = fragment.outside.filter((join) => isToOne(document, join, fragment.document.components));
  const fewer: Edit = { do: 'set-count', id, count: part.count - 1 };
  const made = copying(
    applyEdit(document, fewer),
    { document: single, outside: kept, hosted: fragment.hosted },
    1,
    {
      newId,
      step: { dx: BESIDE, dy: BESIDE },
      keepOutside: true,
      hosts: hostsOf(document, fragment),
      groups: new Set(Object.keys(document.groups)),
    },
  );
  if ('refused' in made) return made;
  const root = Object.keys(single.components).indexOf(id);
  return {
    edit: { do: 'many', edits: [fewer, made.edit] },
    id: made.edit.components[root]?.id ?? id,
    lost: fragment.outside.filter((join) => !kept.includes(join)).map((join) => join.id),
  };
}

/** Whether the end outside is a part that is there once, its hosts included. */
function isToOne(
  document: DesignDocument,
  { a, b }: Connection,
  inside: DesignDocument['components'],
): boolean {
  const outer = Object.hasOwn(inside, a.component) ? b.component : a.component;
  for (
    let at = document.components[outer];
    at;
    at = at.host === null ? undefined : document.components[at.host]
  )
    if (at.count > 1) return false;
  return true;
}
