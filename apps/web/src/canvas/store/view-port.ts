import type { Point } from '../layout/geometry.ts';

/** The view of the drawing, as commands see it. The drawing puts the real one in place while it is shown. */
export interface ViewPort {
  /** The middle of what is visible, in drawing pixels. */
  centre(): Point;
  /** In or out by a step. */
  zoomBy(steps: 1 | -1): void;
  zoomTo(zoom: number): void;
  /** Whether a point of the drawing is in view. */
  sees(at: Point): boolean;
  /** Shows these parts, or all. */
  fit(ids: readonly string[] | null): void;
  /** Brings a part, a group or a connection into view, where it is not. */
  show(id: string): void;
  /** Moves what is visible, in screen pixels. */
  pan(dx: number, dy: number): void;
}

const NO_VIEW: ViewPort = {
  centre: () => ({ x: 0, y: 0 }),
  zoomBy: () => {},
  zoomTo: () => {},
  sees: () => false,
  fit: () => {},
  show: () => {},
  pan: () => {},
};

/** The view as commands find it: the real one while a drawing is shown, else one that does nothing. */
export interface View {
  now(): ViewPort;
  /** Puts a drawing's view in place; the result takes it away again. */
  connect(port: ViewPort): () => void;
}

export function createView(): View {
  let port = NO_VIEW;
  return {
    now: () => port,
    connect: (next) => {
      port = next;
      return () => {
        port = NO_VIEW;
      };
    },
  };
}
