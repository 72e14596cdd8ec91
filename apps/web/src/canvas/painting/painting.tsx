import { useStoreApi, ViewportPortal, type ReactFlowState } from '@xyflow/react';
import { memo, useEffect, useRef } from 'react';
import { paint, type Content } from './paint.ts';
import { windowOf } from './visible.ts';
import classes from '../flow/flow.module.css';

/** A painted sheet is stretched while the zoom changes, up to this, and painted anew when the zoom rests. */
const STRETCH = 1.3;
const REST_MS = 120;
/** A sheet has no more pixels than this, whatever the screen's density: some 64 MB. */
const MAX_PIXELS = 16_000_000;

/**
 * All parts and connections on one canvas, for when they are too small or too many to be elements. It lies in the
 * drawing like everything else, so a pan only moves it; it is painted again when the view leaves what it covers.
 */
export const Painting = memo(function Painting({ content }: { content: Content }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    let painted: { key: string; zoom: number } | null = null;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const repaint = () => {
      clearTimeout(rest);
      const state = store.getState();
      if (state.width === 0 || state.height === 0) return;
      paintOn(element, content, state);
      painted = { key: windowOf(state).join(' '), zoom: state.transform[2] };
    };
    const look = () => {
      const state = store.getState();
      const stretch = painted ? state.transform[2] / painted.zoom : Number.POSITIVE_INFINITY;
      if (stretch === 1 && painted?.key === windowOf(state).join(' ')) return;
      if (stretch > STRETCH || stretch < 1 / STRETCH || stretch === 1) return repaint();
      clearTimeout(rest);
      rest = setTimeout(repaint, REST_MS);
    };
    repaint();
    const stop = store.subscribe(look);
    const scheme = new MutationObserver(repaint);
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      stop();
      scheme.disconnect();
      clearTimeout(rest);
    };
  }, [content, store]);
  return (
    <ViewportPortal>
      <canvas ref={canvas} className={classes.sheet} aria-hidden="true" />
    </ViewportPortal>
  );
});

function paintOn(element: HTMLCanvasElement, content: Content, state: ReactFlowState): void {
  const [x, y, width, height] = windowOf(state);
  const zoom = state.transform[2];
  const wanted = zoom * window.devicePixelRatio;
  const scale = Math.min(wanted, Math.sqrt(MAX_PIXELS / (width * height)));
  element.width = Math.round(width * scale);
  element.height = Math.round(height * scale);
  Object.assign(element.style, {
    left: `${x}px`,
    top: `${y}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  const context = element.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  paint(context, content, { window: { x, y, width, height }, scale, zoom, colour });
  element.dataset['painted'] = '';
}
