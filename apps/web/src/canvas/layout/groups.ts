import type { DesignModel, Group } from '@patchbay/engine/design';
import { around, type Point, type Rect } from './geometry.ts';
import type { Placed } from './layout.ts';
import { textWidth } from './text-width.ts';

/** The frame goes this far beyond its members; below them is a strip of this height for its name. */
export const BEYOND = 14;
export const LABEL_HEIGHT = 24;
const LABEL_ICON = 24;
const COUNT_WIDTH = 40;
const CARD = { width: 224, height: 56 };

/** A group as it is drawn: a frame around its members, or one card that stands for them all. */
export interface PlacedGroup {
  readonly id: string;
  readonly group: Group;
  readonly rect: Rect;
  /** Where an open group has its name; the whole card of a collapsed one. */
  readonly label: Rect;
  /** The parts of the group that stand by themselves, in order of id. */
  readonly members: readonly string[];
  /** Where each of them stands in the document. */
  readonly places: readonly (readonly [string, Point])[];
}

/** The groups that are collapsed, or those that are open. Collapsed ones stand where the top left of their members was. */
export function placeGroups(
  model: DesignModel,
  placed: ReadonlyMap<string, Placed>,
  collapsed: boolean,
): PlacedGroup[] {
  const groups = Object.values(model.document.groups).filter((group) => group.collapsed === collapsed);
  if (groups.length === 0) return [];
  const members = new Map<string, Placed[]>(groups.map(({ id }) => [id, []]));
  for (const one of placed.values()) members.get(one.part.component.group ?? '')?.push(one);
  return groups.flatMap((group) => {
    const inside = members.get(group.id) ?? [];
    return inside.length === 0 ? [] : [placeGroup(group, inside)];
  });
}

function placeGroup(group: Group, inside: readonly Placed[]): PlacedGroup {
  const members = inside.map(({ id }) => id).sort();
  const places = inside.map(({ id, part: { component } }) => [id, component] as const);
  return { id: group.id, group, members, places, ...outlineOf(group, inside) };
}

/** Where a group is drawn around these members. */
export function outlineOf(group: Group, inside: readonly Placed[]): Pick<PlacedGroup, 'rect' | 'label'> {
  const box = around(inside.map(({ rect }) => rect));
  if (group.collapsed) {
    const card = { x: box.x, y: box.y, ...CARD };
    return { rect: card, label: card };
  }
  const rect = {
    x: box.x - BEYOND,
    y: box.y - BEYOND,
    width: box.width + 2 * BEYOND,
    height: box.height + 2 * BEYOND + LABEL_HEIGHT,
  };
  const width = Math.min(box.width, LABEL_ICON + textWidth(group.name) + COUNT_WIDTH);
  const y = rect.y + rect.height - LABEL_HEIGHT - BEYOND / 2;
  return { rect, label: { x: box.x, y, width, height: LABEL_HEIGHT } };
}
