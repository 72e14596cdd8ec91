import { inReading, solids, type Layout } from '../layout/layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

export const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const HEADER = 18;
/** A part further aside than ahead is not the next one that way. */
const ASIDE = 2;

interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The part that an arrow key reaches from another: the nearest in that direction, as it is drawn. */
export function neighbour(
  canvas: HTMLElement,
  layout: Layout,
  from: string | null,
  direction: Direction,
): string | null {
  const shown = [...canvas.querySelectorAll<HTMLElement>('[data-part]')].map(spotOf);
  const spots = [...shown, ...spotsBeyond(canvas, layout, new Set(shown.map(({ id }) => id)))];
  const start = spots.find(({ id }) => id === from);
  return start ? nearest(spots, start, direction) : (spots[0]?.id ?? null);
}

/** The first or the last part in reading order, whether or not it is an element now. */
export function outermost(canvas: HTMLElement, layout: Layout, which: 'first' | 'last'): string | undefined {
  const shown = [...canvas.querySelectorAll<HTMLElement>('[data-part]')].map(
    ({ dataset }) => dataset['part'] ?? '',
  );
  const known = new Set(shown);
  const all = [...solids(layout)].every(([id]) => known.has(id));
  const ids = all ? shown : inReading(layout);
  return ids.at(which === 'first' ? 0 : -1);
}

/** Where the parts are on the screen that are no elements now: out of view, or painted. */
function spotsBeyond(canvas: HTMLElement, layout: Layout, shown: ReadonlySet<string>): Spot[] {
  const sheet = canvas.querySelector<HTMLElement>('.react-flow__viewport');
  if (!sheet) return [];
  const { left, top, width } = sheet.getBoundingClientRect();
  const zoom = width / sheet.offsetWidth;
  return Array.from(solids(layout)).flatMap(([id, rect]) => {
    if (shown.has(id)) return [];
    const x = left + (rect.x + Math.min(rect.width / 2, 112)) * zoom;
    return [{ id, x, y: top + rect.y * zoom + Math.min((rect.height * zoom) / 2, HEADER) }];
  });
}

/** A container is reached at its header, so that what is inside lies below it. */
function spotOf(element: HTMLElement): Spot {
  const box = element.getBoundingClientRect();
  const x = box.left + Math.min(box.width / 2, 112);
  return { id: element.dataset['part'] ?? '', x, y: box.top + Math.min(box.height / 2, HEADER) };
}

function nearest(spots: readonly Spot[], start: Spot, direction: Direction): string | null {
  const ahead = spots.flatMap((spot) => {
    const [dx, dy] = [spot.x - start.x, spot.y - start.y];
    const along = { up: -dy, down: dy, left: -dx, right: dx }[direction];
    const across = direction === 'up' || direction === 'down' ? Math.abs(dx) : Math.abs(dy);
    return along > 4 && spot.id !== start.id ? [{ id: spot.id, cost: along + ASIDE * across }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.id ?? null;
}
