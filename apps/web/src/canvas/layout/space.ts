import { MAX_POSITION } from '@patchbay/engine/design';
import { contains, overlaps, type Point, type Rect } from './geometry.ts';

const CELL = 512;
/** From one end of the canvas to the other. */
const FARTHEST = 2 * MAX_POSITION;

/** What lies where: rectangles by id, found by place instead of by looking at all of them. Pixels at 100 %. */
export class Space<Id = string> {
  readonly #rects = new Map<Id, Rect>();
  readonly #cells = new Map<number, Id[]>();
  /** What this one stands on: everything that has not moved since. */
  #under: Space<Id> | null = null;

  constructor(entries: Iterable<readonly [Id, Rect]> = []) {
    for (const [id, rect] of entries) this.set(id, rect);
  }

  set(id: Id, rect: Rect): void {
    this.delete(id);
    this.#rects.set(id, rect);
    for (const key of cellsOf(rect)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(id);
      else this.#cells.set(key, [id]);
    }
  }

  rectOf(id: Id): Rect | undefined {
    return this.#rects.get(id) ?? this.#under?.rectOf(id);
  }

  delete(id: Id): void {
    const rect = this.#rects.get(id);
    if (!rect) return;
    this.#rects.delete(id);
    for (const key of cellsOf(rect)) {
      const left = this.#cells.get(key)?.filter((other) => other !== id) ?? [];
      if (left.length > 0) this.#cells.set(key, left);
      else this.#cells.delete(key);
    }
  }

  /** The same with a few things somewhere else, without copying the rest. */
  moved(rects: ReadonlyMap<Id, Rect>): Space<Id> {
    const above = new Space(rects);
    above.#under = this;
    return above;
  }

  /** Everything that a rectangle overlaps, in no order that means anything; touching is not overlapping. */
  over(rect: Rect, gapX = 0, gapY = gapX): { readonly id: Id; readonly rect: Rect }[] {
    const found: { id: Id; rect: Rect }[] = [];
    for (const id of new Set(this.#around(rect, gapX, gapY))) {
      const other = this.#rects.get(id);
      if (other && overlaps(rect, other, gapX, gapY)) found.push({ id, rect: other });
    }
    const below = this.#under?.over(rect, gapX, gapY) ?? [];
    return [...found, ...below.filter(({ id }) => !this.#rects.has(id))];
  }

  /** Whether a rectangle overlaps anything: the first thing that it overlaps answers. */
  covers(rect: Rect, gapX = 0, gapY = gapX): boolean {
    for (const id of this.#around(rect, gapX, gapY)) {
      const other = this.#rects.get(id);
      if (other && overlaps(rect, other, gapX, gapY)) return true;
    }
    const below = this.#under?.over(rect, gapX, gapY) ?? [];
    return below.some(({ id }) => !this.#rects.has(id));
  }

  /** What lies around a rectangle, at least so many as far as there are so many: looked for further and further out. */
  near(rect: Rect, count: number): Rect[] {
    for (let reach = CELL; ; reach *= 2) {
      const found = this.over(rect, reach);
      if (found.length >= count || reach > FARTHEST) return found.map((one) => one.rect);
    }
  }

  /** What has a cell in common with a rectangle, some of it more than once; everything, when that is less to look at. */
  *#around({ x, y, width, height }: Rect, gapX: number, gapY: number): Generator<Id> {
    const wide = { x: x - gapX, y: y - gapY, width: width + 2 * gapX, height: height + 2 * gapY };
    if ((wide.width / CELL) * (wide.height / CELL) > this.#rects.size) yield* this.#rects.keys();
    else for (const key of cellsOf(wide)) yield* this.#cells.get(key) ?? [];
  }

  /** Everything that a point is in. */
  at({ x, y }: Point): Id[] {
    const cell = this.#cells.get(keyOf(Math.floor(x / CELL), Math.floor(y / CELL))) ?? [];
    const found = cell.filter((id) => {
      const rect = this.#rects.get(id);
      return rect !== undefined && contains(rect, { x, y });
    });
    const below = this.#under?.at({ x, y }) ?? [];
    return [...found, ...below.filter((id) => !this.#rects.has(id))];
  }
}

/** Above this many cells on a side, the cells would cost more than the rectangles in them. */
const LIMIT = 4096;

function* cellsOf({ x, y, width, height }: Rect): Generator<number> {
  const [left, top] = [Math.floor(x / CELL), Math.floor(y / CELL)];
  const across = Math.min(LIMIT, Math.floor((x + width) / CELL) - left);
  const down = Math.min(LIMIT, Math.floor((y + height) / CELL) - top);
  for (let row = 0; row <= down; row += 1)
    for (let column = 0; column <= across; column += 1) yield keyOf(left + column, top + row);
}

const keyOf = (column: number, row: number) => row * 65_536 + column;
