import { layoutOf, moveSpace, type Layout, type Placed } from './layout.ts';
import type { Rect } from './geometry.ts';
import { obstaclesMoved } from '../routing/route.ts';

/** A layout in which some parts and collapsed groups are on the move: everything else is the same object as before. */
export function movedLayout(layout: Layout, ids: Iterable<string>, dx: number, dy: number): Layout {
  const placed = new Map<string, Placed>(layout);
  const groups = new Map(layout.groups);
  const rects = new Map<string, Rect>();
  const shift = (rect: Rect) => ({ ...rect, x: rect.x + dx, y: rect.y + dy });
  for (const id of ids) {
    const [part, group] = [layout.get(id), layout.groups.get(id)];
    if (part) placed.set(id, { ...part, rect: shift(part.rect) });
    if (group) groups.set(id, { ...group, rect: shift(group.rect), label: shift(group.label) });
    const rect = placed.get(id)?.rect ?? groups.get(id)?.label;
    if (rect) rects.set(id, rect);
  }
  const after = layoutOf(placed, groups.values());
  moveSpace(layout, after, rects);
  obstaclesMoved(layout, after, rects);
  return after;
}
