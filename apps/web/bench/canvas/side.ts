import type { DesignDocument } from '@patchbay/engine/design';
import type { ReactFlowInstance } from '@xyflow/react';
import type { Root } from 'react-dom/client';
import { nextFrame } from './gesture.ts';

export type Flow = Pick<ReactFlowInstance, 'setViewport'>;

/**
 * One of the two that are compared: draws a design and gives its view as soon as the drawing is there.
 * `out`: zoomed out until all of it is in view; else at 100 % from the top left corner.
 */
export type Side = (root: Root, design: DesignDocument, out: boolean) => { view: Promise<Flow> };

/** Resolves in the first frame in which something is true of the page. */
export async function until<T>(look: () => T | null): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== null) return found;
    await nextFrame();
  }
}
