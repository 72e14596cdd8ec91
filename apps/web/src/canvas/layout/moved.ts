import { layoutOf, moveSpace, type Layout, type Placed } from './layout.ts';
import type { Rect } from './geometry.ts';
import { outlineOf, type PlacedGroup } from './groups.ts';
import { regrouped } from './membership.ts';
import { obstaclesMoved } from '../routing/route.ts';

/**
 * A layout in which some parts and collapsed groups are on the move; the frame of an open group goes with its members, and
 * shows what would join or leave it here.
 * Everything else is the same object as before.
 */
export function movedLayout(layout: Layout, ids: ReadonlySet<string>, dx: number, dy: number): Layout {
  const placed = new Map<string, Placed>(layout);
  const rects = new Map<string, Rect>();
  const shift = (rect: Rect) => ({ ...rect, x: rect.x + dx, y: rect.y + dy });
  for (const id of ids) {
    const part = layout.get(id);
    if (!part) continue;
    const rect = shift(part.rect);
    placed.set(id, { ...part, rect });
    rects.set(id, rect);
  }
  const changes = regrouped(layout, ids, dx, dy);
  const groups = Array.from(layout.groups.values(), (group): PlacedGroup => {
    if (group.group.collapsed) {
      if (!ids.has(group.id)) return group;
      return { ...group, rect: shift(group.rect), label: shift(group.label) };
    }
    const members = [
      ...group.members.filter((id) => !changes.has(id)),
      ...[...changes].flatMap(([id, to]) => (to === group.id ? [id] : [])),
    ];
    if (members.length === group.members.length && !members.some((id) => ids.has(id))) return group;
    const inside = members.flatMap((id) => placed.get(id) ?? []);
    return { ...group, members, ...outlineOf(group.group, inside) };
  });
  for (const group of groups) if (group !== layout.groups.get(group.id)) rects.set(group.id, group.label);
  const after = layoutOf(placed, groups);
  const solid = [...rects].filter(([id]) => placed.has(id) || after.groups.get(id)?.group.collapsed);
  moveSpace(layout, after, new Map(solid));
  obstaclesMoved(layout, after, rects);
  return after;
}
