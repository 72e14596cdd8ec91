import type { DesignModel, Edit, Move } from '@patchbay/engine/design';
import { said } from '../../messages/designer/said.ts';
import { centre, contains, right, type Point, type Rect } from '../layout/geometry.ts';
import { LABEL_HEIGHT, type PlacedGroup } from '../layout/groups.ts';
import { CARD_MIN_HEIGHT, CARD_WIDTH, solids } from '../layout/layout.ts';
import { regrouped } from '../layout/membership.ts';
import { freePlace, GAP_X } from '../layout/place.ts';
import { Space } from '../layout/space.ts';
import type { Sheet } from '../store/analysis.ts';
import { nameOf, namesOf, type Gesture } from './gestures.ts';

/** Moves parts, into and out of the frames of open groups as well; what is said is null where they are only elsewhere. */
export function moveParts(
  sheet: Sheet,
  ids: readonly string[],
  dx: number,
  dy: number,
): { readonly edit: Edit; readonly said: string | null } {
  const { model, layout } = sheet;
  const { components } = model.document;
  const moves = ids.flatMap((id): Move[] => {
    const component = components[id];
    return component ? [{ id, x: component.x + dx, y: component.y + dy }] : [];
  });
  const changes = [...regrouped(layout, new Set(ids), dx, dy)];
  if (changes.length === 0) return { edit: { do: 'move-many', moves }, said: null };
  const left = changes.flatMap(([id, to]) => (to === null ? [id] : []));
  const joined = [...new Set(changes.flatMap(([, to]) => to ?? []))].map((group) => ({
    group,
    members: changes.flatMap(([id, to]) => (to === group ? [id] : [])),
  }));
  const edits = [...leave(model, left), ...joined.flatMap((one) => join(model, one.group, one.members))];
  const sentences = [
    ...(left.length > 0 ? [said.detached(namesOf(model, left))] : []),
    ...joined.map(({ group, members }) => said.moved(namesOf(model, members), nameOf(model, group))),
  ];
  return { edit: { do: 'many', edits: [{ do: 'move-many', moves }, ...edits] }, said: sentences.join('. ') };
}

/** Puts parts that stand by themselves into a group, as one step: where they are if that is in its frame, else beside its members. */
export function moveIntoGroup(sheet: Sheet, ids: readonly string[], id: string): Gesture | null {
  const { model, layout } = sheet;
  const group = layout.groups.get(id);
  const first = ids[0];
  if (!group || first === undefined) return null;
  const taken = withoutThese(sheet, ids);
  const moves = ids.flatMap((part, nth): Move[] => {
    const rect = layout.get(part)?.rect;
    const at =
      rect && !group.group.collapsed ? placeInFrame(taken, group.rect, rect) : placeBehind(group, nth);
    if (rect) taken.set(part, { ...rect, ...at });
    return [{ id: part, x: at.x, y: at.y }];
  });
  return {
    edit: { do: 'many', edits: [...join(model, id, ids), { do: 'move-many', moves }] },
    select: ids.length === 1 && !group.group.collapsed ? first : id,
    said: said.moved(namesOf(model, ids), group.group.name),
  };
}

function placeInFrame(taken: Space, frame: Rect, rect: Rect): Point {
  if (contains(frame, centre(rect))) return { x: rect.x, y: rect.y };
  const { x, y } = centre(frame);
  return freePlace(taken, rect, { x: x - rect.width / 2, y: y - (rect.height + LABEL_HEIGHT) / 2 });
}

/** Right of the members of a collapsed group, so that its card stays where it is. */
function placeBehind({ places, rect }: PlacedGroup, nth: number): Point {
  const end = Math.max(...places.map(([, { x }]) => x));
  return { x: end + (nth + 1) * (CARD_WIDTH + GAP_X), y: rect.y };
}

/** Takes parts out of their groups and stands them beside, as one step. */
export function moveOutOfGroups(sheet: Sheet, ids: readonly string[]): Edit[] {
  const { model, layout } = sheet;
  const taken = withoutThese(sheet, ids);
  const moves = ids.flatMap((id): Move[] => {
    const component = model.document.components[id];
    const frame = layout.groups.get(component?.group ?? '')?.rect;
    if (!component || !frame) return [];
    const { x, y } = component;
    const rect = layout.get(id)?.rect ?? { x, y, width: CARD_WIDTH, height: CARD_MIN_HEIGHT };
    const at = freePlace(taken, rect, { x: right(frame) + GAP_X, y: rect.y });
    taken.set(id, { ...rect, ...at });
    return [{ id, ...at }];
  });
  return [...leave(model, ids), { do: 'move-many', moves }];
}

function withoutThese({ layout }: Sheet, ids: readonly string[]): Space {
  const moving = new Set(ids);
  return new Space([...solids(layout)].filter(([id]) => !moving.has(id)));
}

function join({ document }: DesignModel, id: string, members: readonly string[]): Edit[] {
  const group = document.groups[id];
  return group ? [{ do: 'group', group, members }] : [];
}

/** A group is made anew with those that stay, and goes with the last of its members. */
function leave({ document }: DesignModel, ids: readonly string[]): Edit[] {
  const leaving = new Set(ids);
  const left = new Set(ids.flatMap((id) => document.components[id]?.group ?? []));
  const all = Object.values(document.components);
  return [...left].flatMap((id): Edit[] => {
    const group = document.groups[id];
    const members = all.flatMap((part) => (part.group === id && !leaving.has(part.id) ? [part.id] : []));
    if (!group) return [];
    return [{ do: 'ungroup', id }, ...(members.length > 0 ? [{ do: 'group' as const, group, members }] : [])];
  });
}
