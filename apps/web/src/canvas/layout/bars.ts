import type { DesignModel } from '@patchbay/engine/design';
import { bottom, overlaps, right, type Rect } from './geometry.ts';
import type { PlacedGroup } from './groups.ts';
import type { Placed } from './layout.ts';
import { Space } from './space.ts';

const CLEAR = 16;

/** A bar as it was made wide last: the same object for as long as it comes out the same. */
const widened = new WeakMap<Placed, Placed>();

/** Makes each bar as wide as what it joins, unless a part or a group of others stands in its way. Changes the map. */
export function widenBars(
  model: DesignModel,
  placed: Map<string, Placed>,
  cards: readonly PlacedGroup[],
  frames: readonly PlacedGroup[],
): void {
  const space = new Space(
    [...placed.values(), ...cards, ...frames].map(({ id, rect }) => [id, rect] as const),
  );
  const cardOf = new Map(cards.flatMap((card) => card.members.map((id) => [id, card.rect] as const)));
  const starts = new Map(Array.from(placed, ([id, { rect }]) => [id, rect]));
  for (const bar of placed.values()) {
    if (bar.shape !== 'bar') continue;
    const joined = (model.joins.get(bar.id) ?? []).flatMap(({ a, b }) => {
      const other = a.component === bar.id ? b.component : a.component;
      const rect = starts.get(other) ?? cardOf.get(other);
      return rect && (bottom(rect) <= bar.rect.y || rect.y >= bottom(bar.rect)) ? [rect] : [];
    });
    const from = Math.min(bar.rect.x, ...joined.map((rect) => rect.x));
    const to = Math.max(right(bar.rect), ...joined.map(right));
    const rect = stretch(bar, from, to, space);
    space.set(bar.id, rect);
    placed.set(bar.id, withRect(bar, rect));
  }
}

function withRect(bar: Placed, rect: Rect): Placed {
  const known = widened.get(bar);
  if (known?.rect.x === rect.x && known.rect.width === rect.width) return known;
  const wide = { ...bar, rect };
  widened.set(bar, wide);
  return wide;
}

function stretch({ id, rect, part }: Placed, from: number, to: number, space: Space): Rect {
  const wide = { ...rect, x: from, width: to - from };
  let start = from;
  let end = to;
  for (const { id: other, rect: beside } of space.over(wide, CLEAR, 0)) {
    if (other === id || other === part.component.group || !overlaps(wide, beside, CLEAR, 0)) continue;
    if (right(beside) <= rect.x) start = Math.max(start, right(beside) + CLEAR);
    else if (beside.x >= right(rect)) end = Math.min(end, beside.x - CLEAR);
  }
  const x = Math.min(start, rect.x);
  return { ...rect, x, width: Math.max(end, right(rect)) - x };
}
