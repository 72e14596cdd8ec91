export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Rect extends Point, Size {}

export const right = ({ x, width }: Rect) => x + width;
export const bottom = ({ y, height }: Rect) => y + height;
export const centre = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });

export function overlaps(a: Rect, b: Rect, gapX = 0, gapY = gapX): boolean {
  return a.x < right(b) + gapX && b.x < right(a) + gapX && a.y < bottom(b) + gapY && b.y < bottom(a) + gapY;
}

export function contains(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && x <= right(rect) && y >= rect.y && y <= bottom(rect);
}

/** The rectangle with these two corners. */
export function between(a: Point, b: Point): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

export const inReadingOrder = (a: Point, b: Point) => a.y - b.y || a.x - b.x;

/** The smallest rectangle around all of them; a zero rectangle when there are none. */
export function around(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  let [x, y, end, foot] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rect of rects) {
    x = Math.min(x, rect.x);
    y = Math.min(y, rect.y);
    end = Math.max(end, right(rect));
    foot = Math.max(foot, bottom(rect));
  }
  return { x, y, width: end - x, height: foot - y };
}

export const GRID = 8;
export const snap = (value: number) => Math.round(value / GRID) * GRID;
