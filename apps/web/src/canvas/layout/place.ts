import { applyEdit, readDesign, type DesignDocument, type Edit } from '@patchbay/engine/design';
import type { Catalog } from '@patchbay/catalog';
import { around, bottom, GRID, overlaps, right, snap, type Point, type Rect, type Size } from './geometry.ts';
import { BAR_MIN_WIDTH, layoutDesign, solids, spaceOf, type Layout } from './layout.ts';
import { Space } from './space.ts';

/** Room that a newly placed part keeps to others: enough for a connection and its label. */
export const GAP_X = 32;
export const GAP_Y = 56;
/** Only the nearest parts propose places; the last resort is right of everything. */
const NEIGHBOURS = 16;
/** Of several that are in the way, so many propose. */
const PROPOSING = 4;

/** The free place nearest to the wanted one, in line with the parts around it. */
export function freePlace<Id>(taken: Space<Id>, size: Size, wanted: Point): Point {
  const start = { ...size, x: snap(wanted.x), y: snap(wanted.y) };
  if (isFree(taken, start)) return { x: start.x, y: start.y };
  const by = freeOffset(taken, [start]);
  return { x: start.x + by.x, y: start.y + by.y };
}

const isFree = <Id>(taken: Space<Id>, rect: Rect) => !taken.covers(rect, GAP_X - 1, 23);

/** How far several that keep together have to go to where all of them are free, in line with what is around them. */
function freeOffset<Id>(taken: Space<Id>, block: readonly Rect[]): Point {
  // What stands in the way is asked first: most places are given up at the first question.
  const stuck = block.filter((rect) => !isFree(taken, rect));
  const ordered = [...stuck, ...block.filter((rect) => isFree(taken, rect))];
  const offsets = stuck.slice(0, PROPOSING).flatMap((rect) => proposals(rect, nearest(taken, rect)));
  const best = offsets
    .sort((a, b) => cost(a) - cost(b) || a.y - b.y || a.x - b.x)
    .find(({ x, y }) => ordered.every((rect) => isFree(taken, { ...rect, x: rect.x + x, y: rect.y + y })));
  if (best) return best;
  const all = around(taken.near(around(block), Infinity));
  return { x: snap(right(all) + GAP_X) - around(block).x, y: 0 };
}

function nearest<Id>(taken: Space<Id>, rect: Rect): Rect[] {
  const far = ({ x, y }: Rect) => cost({ x: x - rect.x, y: y - rect.y });
  return taken
    .near(rect, NEIGHBOURS)
    .sort((a, b) => far(a) - far(b))
    .slice(0, NEIGHBOURS);
}

/** Offsets that bring a rectangle in line with others, or beside them. */
function proposals({ x, y, width, height }: Rect, near: readonly Rect[]): Point[] {
  const xs = near.flatMap((other) => [other.x, right(other) + GAP_X, other.x - GAP_X - width]);
  const ys = near.flatMap((other) => [other.y, bottom(other) + GAP_Y, other.y - GAP_Y - height]);
  const across = new Set([x, ...xs].map((at) => snap(at) - x));
  const down = new Set([y, ...ys].map((at) => snap(at) - y));
  return [...across].flatMap((dx) => [...down].map((dy) => ({ x: dx, y: dy })));
}

function cost({ x, y }: Point): number {
  return Math.abs(x) + 1.3 * Math.abs(y);
}

/**
 * Completes an edit so that nothing that it adds, moves or enlarges covers another part: what is new or moved goes to a free
 * place, parts below one that grew make room. The result is one edit, so one undo takes it all back.
 * @param before the layout of the document, where it is known
 * @param outcome gives that of the document after the edit; asked for only where it is needed
 */
export function settle(
  document: DesignDocument,
  edit: Edit,
  catalog: Catalog,
  before = layoutDesign(readDesign(document, catalog)),
  outcome = () => layoutDesign(readDesign(applyEdit(document, edit), catalog)),
): Edit {
  if (isFreeMove(document, before, edit)) return edit;
  const after = outcome();
  const { resting, moved, added } = sorted(before, after);
  const taken = new Space(resting);
  const moves = [...seated(after, taken, moved), ...seated(after, taken, added), ...pushed(before, after)];
  return moves.length === 0 ? edit : { do: 'many', edits: [edit, ...moves] };
}

type Solid = readonly [string, Rect];

interface Arriving {
  readonly id: string;
  readonly rect: Rect;
  /** How far it was moved; null for what is new. */
  readonly by: Point | null;
}

interface Sorted {
  readonly resting: Solid[];
  readonly moved: Arriving[];
  readonly added: Arriving[];
}

/** What stands where it stood, what was moved, and what was not there before: parts, the members of an opened group, a card. */
function sorted(before: Layout, after: Layout): Sorted {
  const was = new Map(solids(before));
  const lists: Sorted = { resting: [], moved: [], added: [] };
  for (const [id, rect] of solids(after)) {
    const from = was.get(id);
    // A bar that only became wider, or narrower, is where it was.
    const at = after.get(id)?.part.component ?? rect;
    const stood = before.get(id)?.part.component ?? from;
    const by = { x: at.x - (stood?.x ?? 0), y: at.y - (stood?.y ?? 0) };
    if (!from) lists.added.push({ id, rect, by: null });
    else if (by.x === 0 && by.y === 0) lists.resting.push([id, rect]);
    else lists.moved.push({ id, rect, by });
  }
  return lists;
}

/** What is new keeps so far from what is there. */
const NEW_GAP = 8;

/**
 * What is new or was moved together keeps together: where one of it would cover what rests, all of it goes to the nearest
 * free place. What was moved each in its own way, as by aligning, gives way one by one, and stays in line.
 */
function seated(after: Layout, taken: Space, arriving: readonly Arriving[]): Edit[] {
  const rects = arriving.map(({ rect }) => rect);
  const first = arriving[0]?.by;
  const together = arriving.every(({ by }) => by?.x === first?.x && by?.y === first?.y);
  const covers = together && rects.some((rect) => taken.covers(rect, first ? 0 : NEW_GAP));
  const by = covers ? freeOffset(taken, rects) : { x: 0, y: 0 };
  const places = arriving.map((one) => ({
    ...one,
    rect: { ...one.rect, x: one.rect.x + by.x, y: one.rect.y + by.y },
  }));
  const loose = places.filter(({ id, rect }) => {
    if (taken.covers(rect)) return true;
    taken.set(id, rect);
    return false;
  });
  for (const { id, rect, by: way } of loose) taken.set(id, { ...rect, ...placeInLine(taken, rect, way) });
  return arriving.flatMap(({ id, rect }) => goes(after, id, rect, taken.rectOf(id)));
}

/** The free place nearest to a rectangle across the way that it was moved, so that it keeps the line it was brought into. */
function placeInLine(taken: Space, rect: Rect, way: Point | null): Point {
  if (!way || (way.x !== 0 && way.y !== 0)) return freePlace(taken, rect, rect);
  const near = taken.near(rect, NEIGHBOURS);
  const along = proposals(rect, near).filter(({ x, y }) => (way.x === 0 ? y === 0 : x === 0));
  const best = along
    .map(({ x, y }) => ({ ...rect, x: rect.x + x, y: rect.y + y }))
    .sort((a, b) => Math.hypot(a.x - rect.x, a.y - rect.y) - Math.hypot(b.x - rect.x, b.y - rect.y))
    .find((at) => isFree(taken, at));
  return best ?? freePlace(taken, rect, rect);
}

/** A card goes with all its members. */
function goes(layout: Layout, id: string, from: Point, to: Point | undefined): Edit[] {
  if (!to || (to.x === from.x && to.y === from.y)) return [];
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const group = layout.groups.get(id);
  const inside = group ? group.places : ([[id, layout.get(id)?.part.component]] as const);
  const moves = inside.flatMap(([member, at]) => (at ? [{ id: member, x: at.x + dx, y: at.y + dy }] : []));
  return [{ do: 'move-many', moves }];
}

/** A step goes over things this far at most: what is moved by keys stays under the eyes that move it. */
const FARTHEST_STEP = 640;

/**
 * A step of parts along one axis, made longer where it would end on something: it goes over what is in the way. Null where
 * that is too much.
 */
export function clearStep(layout: Layout, ids: ReadonlySet<string>, step: Point): Point | null {
  const behind = ([rect, other]: readonly [Rect, Rect]): Point => ({
    x: step.x === 0 ? 0 : step.x > 0 ? right(other) - rect.x : other.x - right(rect),
    y: step.y === 0 ? 0 : step.y > 0 ? bottom(other) - rect.y : other.y - bottom(rect),
  });
  let by = step;
  while (Math.abs(by.x + by.y) <= FARTHEST_STEP) {
    const [far] = inTheWay(layout, ids, by)
      .map(behind)
      .sort((a, b) => cost(b) - cost(a));
    if (!far) return by;
    by = { x: onGrid(far.x), y: onGrid(far.y) };
  }
  return null;
}

/** What moved parts would come to lie on: each of them as it stands now, with what it would cover. */
function inTheWay(layout: Layout, ids: ReadonlySet<string>, by: Point): (readonly [Rect, Rect])[] {
  const goes = (id: string) =>
    ids.has(id) || (layout.groups.get(id)?.members.some((one) => ids.has(one)) ?? false);
  const moving = [...layout.keys(), ...layout.groups.keys()].filter(goes);
  return moving.flatMap((id) => {
    // The frame of an open group covers nothing.
    if (layout.groups.get(id)?.group.collapsed === false) return [];
    const rect = ownRect(layout, id);
    const at = { ...rect, x: rect.x + by.x, y: rect.y + by.y };
    const under = spaceOf(layout).over(at);
    return under
      .filter((one) => !goes(one.id))
      .map((one) => ownRect(layout, one.id))
      .filter((other) => overlaps(at, other))
      .map((other) => [rect, other] as const);
  });
}

/** Whether an edit moves parts together and nothing is in their way: most moves, which then cost next to nothing. */
function isFreeMove({ components }: DesignDocument, layout: Layout, edit: Edit): boolean {
  if (edit.do !== 'move' && edit.do !== 'move-many') return false;
  const moves = edit.do === 'move' ? [edit] : edit.moves;
  const ways = moves.map(({ id, x, y }) => ({
    x: x - (components[id]?.x ?? x),
    y: y - (components[id]?.y ?? y),
  }));
  const [by] = ways;
  if (!by || ways.some(({ x, y }) => x !== by.x || y !== by.y)) return false;
  return inTheWay(layout, new Set(moves.map(({ id }) => id)), by).length === 0;
}

const onGrid = (length: number) => Math.sign(length) * Math.ceil(Math.abs(length) / GRID) * GRID;

/** Where something is by itself: a bar gives way where it is longer than it has to be. */
function ownRect(layout: Layout, id: string): Rect {
  const placed = layout.get(id);
  if (placed?.shape === 'bar') return { ...placed.rect, x: placed.part.component.x, width: BAR_MIN_WIDTH };
  return placed?.rect ?? layout.groups.get(id)?.rect ?? around([]);
}

const ROOM_BELOW = 24;
/** So many parts make room for what grew at most; what then still is covered is seen by whoever drew it. */
const MOST_GROWN = 200;

/** Parts and cards below what became taller make room for it, and what is below them for these. */
function pushed(before: Layout, after: Layout): Edit[] {
  const was = new Map(solids(before));
  const rects = new Map([...solids(after)].filter(([id]) => was.has(id)));
  const stood = new Map(rects);
  const grown = [...rects.keys()].filter((id) => (rects.get(id)?.height ?? 0) > (was.get(id)?.height ?? 0));
  for (let at = 0; at < grown.length && at < MOST_GROWN; at += 1) {
    const id = grown[at] as string;
    const tall = rects.get(id) as Rect;
    for (const [other, rect] of rects) {
      if (other === id || rect.y < tall.y || !overlaps(tall, rect, 0, 8)) continue;
      rects.set(other, { ...rect, y: snap(bottom(tall) + ROOM_BELOW) });
      grown.push(other);
    }
  }
  return [...rects].flatMap(([id, rect]) => goes(after, id, stood.get(id) ?? rect, rect));
}
