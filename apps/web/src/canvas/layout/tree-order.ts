import { inReadingOrder } from './geometry.ts';
import type { PlacedGroup } from './groups.ts';
import type { Placed } from './layout.ts';

/** In reading order, the frame of an open group right before its members: theirs is the level below it. */
export function inTreeOrder(placed: readonly (Placed | PlacedGroup)[]): (Placed | PlacedGroup)[] {
  const frames = new Map(
    placed.flatMap((one) => ('group' in one && !one.group.collapsed ? [[one.id, one] as const] : [])),
  );
  const keyed = placed.map((one) => {
    const frame = 'group' in one ? undefined : frames.get(one.part.component.group ?? '');
    const { rect, id } = frame ?? one;
    return { one, inside: frame !== undefined, rect, id };
  });
  const byTree = (a: (typeof keyed)[number], b: (typeof keyed)[number]) =>
    inReadingOrder(a.rect, b.rect) ||
    (a.id === b.id
      ? Number(a.inside) - Number(b.inside) || inReadingOrder(a.one.rect, b.one.rect)
      : a.id < b.id
        ? -1
        : 1);
  return keyed.sort(byTree).map(({ one }) => one);
}

/** By where they were put, in reading order. */
export const byPlace = (a: Placed['part'], b: Placed['part']) => inReadingOrder(a.component, b.component);

/** How deep a part that stands by itself lies in the tree: below the frame that it is drawn in. */
export function levelIn(groups: ReadonlyMap<string, PlacedGroup>, { component }: Placed['part']): 1 | 2 {
  const group = groups.get(component.group ?? '')?.group;
  return group && !group.collapsed ? 2 : 1;
}
