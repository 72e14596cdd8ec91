import type { ComponentType } from '@patchbay/catalog';
import { allHosted, copies, ownerOf, type DesignModel } from '@patchbay/engine/design';
import { byPlace } from '../layout/tree-order.ts';

/**
 * What is inside of an abstraction, one entry for each type with its number over all copies: in reading order, each part
 * followed by what it hosts, like the outline of a design.
 */
export function madeOf(
  flat: DesignModel,
  id: string,
): { readonly type: ComponentType; readonly count: number }[] {
  const inside = flat.parts.filter(({ component }) => ownerOf(component.id) === id);
  const ids = new Set(inside.map(({ component }) => component.id));
  const roots = inside.filter(({ component: { host } }) => host === null || !ids.has(host));
  const counts = new Map<ComponentType, number>();
  for (const part of roots.sort(byPlace).flatMap((root) => [root, ...allHosted(flat, root)]))
    counts.set(part.type, (counts.get(part.type) ?? 0) + copies(flat, part));
  return Array.from(counts, ([type, count]) => ({ type, count }));
}
