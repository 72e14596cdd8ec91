export type Direction = 'up' | 'down' | 'left' | 'right';

const HEADER = 18;
/** A part further aside than ahead is not the next one that way. */
const ASIDE = 2;

interface Spot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The part that an arrow key reaches from another: the nearest in that direction, as it is drawn. */
export function neighbour(canvas: HTMLElement, from: string | null, direction: Direction): string | null {
  const spots = [...canvas.querySelectorAll<HTMLElement>('[data-part]')].map(spotOf);
  const start = spots.find(({ id }) => id === from);
  return start ? nearest(spots, start, direction) : (spots[0]?.id ?? null);
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
