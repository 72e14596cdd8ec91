import type { Point } from '../layout/geometry.ts';

/** A press is a drag from this far on, in client pixels. */
const DRAG_THRESHOLD = 4;

interface Press {
  /** The pointer has moved, and this is a drag. False when there is nothing to go on with. */
  readonly drag: (pointer: Point) => boolean;
  readonly release: (pointer: Point, dragged: boolean) => void;
  /** The browser took the pointer away, as it does when a finger begins to scroll. */
  readonly cancel: () => void;
}

/** Follows a pressed pointer wherever it goes until it is let go. Client pixels. */
export function followPress(start: Point, { drag, release, cancel }: Press): void {
  let dragged = false;
  const move = (event: PointerEvent) => {
    const pointer = pointOf(event);
    dragged ||= Math.hypot(pointer.x - start.x, pointer.y - start.y) >= DRAG_THRESHOLD;
    if (dragged && !drag(pointer)) stop();
  };
  const up = (event: PointerEvent) => {
    stop();
    release(pointOf(event), dragged);
  };
  const lost = () => {
    stop();
    cancel();
  };
  const stop = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', lost);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', lost);
}

export const pointOf = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => ({
  x: clientX,
  y: clientY,
});
