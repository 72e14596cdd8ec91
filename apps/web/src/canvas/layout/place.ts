import { applyEdit, readDesign, type DesignDocument, type Edit } from '@patchbay/engine/design';
import type { Catalog } from '@patchbay/catalog';
import { around, bottom, overlaps, right, snap, type Point, type Rect, type Size } from './geometry.ts';
import { layoutDesign, solids, type Layout } from './layout.ts';

/** Room that a newly placed part keeps to others: enough for a connection and its label. */
export const GAP_X = 32;
export const GAP_Y = 56;
/** Only the nearest parts propose places; the last resort is right of everything. */
const NEIGHBOURS = 16;

/** The free place nearest to the wanted one, in line with the parts around it. */
export function freePlace(taken: readonly Rect[], size: Size, wanted: Point): Point {
  const start = { x: snap(wanted.x), y: snap(wanted.y) };
  const free = ({ x, y }: Point) => taken.every((rect) => !overlaps({ x, y, ...size }, rect, GAP_X - 1, 23));
  if (free(start)) return start;
  const near = [...taken].sort((a, b) => distance(a, start) - distance(b, start)).slice(0, NEIGHBOURS);
  const xs = new Set(
    [start.x, ...near.flatMap(({ x, width }) => [x, x + width + GAP_X, x - GAP_X - size.width])].map(snap),
  );
  const ys = new Set(
    [start.y, ...near.flatMap(({ y, height }) => [y, y + height + GAP_Y, y - GAP_Y - size.height])].map(snap),
  );
  const places = [...xs].flatMap((x) => [...ys].map((y) => ({ x, y, far: distance({ x, y }, start) })));
  const best = places.sort((a, b) => a.far - b.far || a.y - b.y || a.x - b.x).find(free);
  if (best) return { x: best.x, y: best.y };
  return { x: snap(right(around(taken)) + GAP_X), y: start.y };
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + 1.3 * Math.abs(a.y - b.y);
}

/**
 * Completes an edit so that nothing it adds or enlarges covers another part: new parts go to a free place,
 * parts below one that grew make room. The result is one edit, so one undo takes it all back.
 */
export function settle(document: DesignDocument, edit: Edit, catalog: Catalog): Edit {
  // Where somebody moves a part is where it is wanted.
  if (edit.do === 'move' || edit.do === 'move-many') return edit;
  const before = layoutDesign(readDesign(document, catalog));
  const result = layoutDesign(readDesign(applyEdit(document, edit), catalog));
  const moves = [...newcomers(before, result), ...pushed(before, result)];
  return moves.length === 0 ? edit : { do: 'many', edits: [edit, ...moves] };
}

/** What is there now and was not: parts, the members of an opened group, the card of a collapsed one. */
function newcomers(before: Layout, after: Layout): Edit[] {
  const was = new Set(Array.from(solids(before), ([id]) => id));
  const all = [...solids(after)];
  const taken = all.filter(([id]) => was.has(id)).map(([, rect]) => rect);
  const moves: Edit[] = [];
  for (const [id, rect] of all) {
    if (was.has(id)) continue;
    const covers = taken.some((other) => overlaps(rect, other, 8));
    const at = covers ? freePlace(taken, rect, rect) : rect;
    if (covers) moves.push(moveBy(after, id, at.x - rect.x, at.y - rect.y));
    taken.push({ ...rect, x: at.x, y: at.y });
  }
  return moves;
}

/** A card goes with all its members. */
function moveBy(layout: Layout, id: string, dx: number, dy: number): Edit {
  const group = layout.groups.get(id);
  const inside = group ? group.places : ([[id, layout.get(id)?.part.component]] as const);
  return {
    do: 'move-many',
    moves: inside.flatMap(([member, at]) => (at ? [{ id: member, x: at.x + dx, y: at.y + dy }] : [])),
  };
}

const ROOM_BELOW = 24;

function pushed(before: Layout, after: Layout): Edit[] {
  const rects = new Map([...after].filter(([id]) => before.has(id)).map(([id, { rect }]) => [id, rect]));
  const grown = [...rects.keys()].filter(
    (id) => (rects.get(id)?.height ?? 0) > (before.get(id)?.rect.height ?? 0),
  );
  const moved = new Map<string, number>();
  for (let at = 0; at < grown.length && at < 200; at += 1) {
    const id = grown[at] as string;
    const tall = rects.get(id) as Rect;
    for (const [other, rect] of rects) {
      if (other === id || rect.y < tall.y || !overlaps(tall, rect, 0, 8)) continue;
      const y = snap(bottom(tall) + ROOM_BELOW);
      rects.set(other, { ...rect, y });
      moved.set(other, y);
      grown.push(other);
    }
  }
  return [...moved].map(([id, y]) => ({
    do: 'move',
    id,
    x: after.get(id)?.part.component.x ?? 0,
    y,
  }));
}
