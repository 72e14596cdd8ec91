import { useStore, type ReactFlowState } from '@xyflow/react';
import { useMemo } from 'react';
import { overlaps, type Rect } from '../layout/geometry.ts';
import { spaceOf, type Layout } from '../layout/layout.ts';

/** Up to here all parts are elements of the page, wherever the view is. */
const FEW = 60;
/** More parts in view than this, or smaller than this, are painted on one sheet: nobody could read them. */
const TOO_MANY = 300;
const TOO_SMALL = 0.25;

/** What the view needs of a drawing: `all` of it, the parts in a `window`, or the whole as a painted `sheet`. */
export type Visible =
  | { readonly show: 'all' }
  | { readonly show: 'window' | 'sheet'; readonly window: Rect; readonly ids: readonly string[] };

/** Changes only when the view reaches other cells of the drawing, not with every step of a pan or a zoom. */
export function useVisible(layout: Layout): Visible {
  const few = layout.size + layout.groups.size <= FEW;
  const key = useStore((state) => (few ? '' : `${windowOf(state).join(' ')} ${Number(isSmall(state))}`));
  return useMemo(() => {
    if (key === '') return { show: 'all' };
    const [x = 0, y = 0, width = 0, height = 0, small = 0] = key.split(' ').map(Number);
    const window = { x, y, width, height };
    const parts = small ? [] : spaceOf(layout).over(window);
    const frames = [...layout.groups.values()].filter(
      ({ group, rect }) => !small && !group.collapsed && overlaps(rect, window),
    );
    const ids = [...parts, ...frames].map(({ id }) => id);
    return { show: small || ids.length > TOO_MANY ? 'sheet' : 'window', window, ids };
  }, [key, layout]);
}

function isSmall({ transform }: ReactFlowState): boolean {
  return transform[2] < TOO_SMALL;
}

/** Between this and twice as many pixels on the screen. */
const CELL = 256;

/** The cells of the drawing that are in view: x, y, width, height in pixels at 100 %. */
export function windowOf({
  transform,
  width,
  height,
}: Pick<ReactFlowState, 'transform' | 'width' | 'height'>): [number, number, number, number] {
  const [tx, ty, zoom] = transform;
  const cell = 2 ** Math.ceil(Math.log2(CELL / zoom));
  const from = (offset: number) => Math.floor(-offset / zoom / cell);
  const to = (offset: number, size: number) => Math.ceil((size - offset) / zoom / cell);
  const [left, top] = [from(tx), from(ty)];
  return [left * cell, top * cell, (to(tx, width) - left) * cell, (to(ty, height) - top) * cell];
}
