import type { Catalog } from '@patchbay/catalog';
import {
  applyEdit,
  flatten,
  ownerOf,
  readDesign,
  type DesignDocument,
  type Edit,
} from '@patchbay/engine/design';
import { around, type Rect } from '../layout/geometry.ts';
import { layoutDesign } from '../layout/layout.ts';
import { freePlace } from '../layout/place.ts';
import { Space } from '../layout/space.ts';

/**
 * A design with every abstraction shown as what it is made of, each in a frame of its own at the free place nearest to where
 * its card stands: a running environment is looked at machine by machine.
 */
export function expanded(document: DesignDocument, catalog: Catalog): DesignDocument {
  const flat = flatten(document, catalog);
  if (flat === document) return document;
  const placed = [...layoutDesign(readDesign(flat, catalog)).values()];
  const inside = new Map<string, { id: string; rect: Rect }[]>();
  const taken = new Space();
  for (const { id, rect } of placed) {
    const owner = ownerOf(id);
    if (owner === id) taken.set(id, rect);
    else inside.set(owner, [...(inside.get(owner) ?? []), { id, rect }]);
  }
  const moves = [...inside].flatMap(([owner, members]) => {
    const box = around(members.map(({ rect }) => rect));
    const at = freePlace(taken, box, box);
    taken.set(owner, { ...box, ...at });
    return members.map(({ id, rect }) => ({ id, x: rect.x + at.x - box.x, y: rect.y + at.y - box.y }));
  });
  const named: Edit[] = Object.values(flat.components)
    .filter(({ id }) => ownerOf(id) !== id)
    .map(({ id, name }) => ({ do: 'rename', id, name: name.split(' / ').at(-1) ?? name }));
  const framed = [...inside].map(([owner, members]): Edit => {
    const name = document.components[owner]?.name ?? '';
    return {
      do: 'group',
      group: { id: `g-${owner}`, name, collapsed: false },
      members: members.map(({ id }) => id),
    };
  });
  return [...named, { do: 'move-many' as const, moves }, ...framed].reduce(applyEdit, flat);
}
