import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useEffect, useRef, type PointerEvent } from 'react';
import { canvasText } from '../../messages/canvas.ts';
import { useScene, type Scene } from '../flow/scene.ts';
import { bottom, right, type Rect } from '../layout/geometry.ts';
import { solids, type Layout } from '../layout/layout.ts';
import { extentOf } from '../routing/extent.ts';
import classes from './minimap.module.css';

/** On a narrower sheet the map would cover more than it shows, in pixels. */
const LEAST_SHEET = 640;
const WIDTH = 176;
const HEIGHT = 116;
const MARGIN = 8;
/** A part is never smaller than this on the map, in pixels. */
const LEAST = 2;

/** The whole drawing in the corner with what is in view; a press or a drag goes there. Space and arrows do it by key. */
export function Minimap() {
  const { analysis, selection } = useScene();
  const { layout } = analysis;
  const extent = extentOf(analysis);
  // Where all is in view there is nowhere to go, and the map would only cover parts.
  const all = useStore(
    ({ transform: [tx, ty, zoom], width, height }) =>
      extent.x * zoom + tx >= 0 &&
      extent.y * zoom + ty >= 0 &&
      right(extent) * zoom + tx <= width &&
      bottom(extent) * zoom + ty <= height,
  );
  const narrow = useStore(({ width }) => width < LEAST_SHEET);
  if (all || narrow || layout.size + layout.groups.size < 2) return null;
  return <Map layout={layout} extent={extent} selection={selection} />;
}

interface MapProps {
  readonly layout: Layout;
  readonly extent: Rect;
  readonly selection: Scene['selection'];
}

function Map({ layout, extent, selection }: MapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { setCenter, getZoom } = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const draw = () => {
      if (canvas.current) paintMap(canvas.current, layout, extent, selection);
    };
    draw();
    const scheme = new MutationObserver(draw);
    scheme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => scheme.disconnect();
  }, [layout, extent, selection]);
  useEffect(() => {
    const { toMap } = scaleOf(extent);
    const follow = () => {
      const { transform, width, height } = store.getState();
      const [tx, ty, zoom] = transform;
      const box = toMap({ x: -tx / zoom, y: -ty / zoom, width: width / zoom, height: height / zoom });
      Object.assign(frame.current?.style ?? {}, {
        transform: `translate(${box.x}px, ${box.y}px)`,
        width: `${box.width}px`,
        height: `${box.height}px`,
      });
    };
    follow();
    return store.subscribe(follow);
  }, [extent, store]);
  const go = (event: PointerEvent) => {
    if ((event.buttons & 1) === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const box = event.currentTarget.getBoundingClientRect();
    const { x, y } = scaleOf(extent).toDrawing(event.clientX - box.left, event.clientY - box.top);
    void setCenter(x, y, { zoom: getZoom() });
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Space and arrows move the view by key
    <div
      role="img"
      aria-label={canvasText.minimap}
      className={classes.map}
      onPointerDown={go}
      onPointerMove={go}
    >
      <canvas ref={canvas} className={classes.parts} />
      <div ref={frame} className={classes.frame} />
    </div>
  );
}

function scaleOf(extent: Rect) {
  const across = (WIDTH - 2 * MARGIN) / Math.max(1, extent.width);
  const scale = Math.min(across, (HEIGHT - 2 * MARGIN) / Math.max(1, extent.height));
  const left = (WIDTH - extent.width * scale) / 2;
  const top = (HEIGHT - extent.height * scale) / 2;
  return {
    toMap: ({ x, y, width, height }: Rect): Rect => ({
      x: left + (x - extent.x) * scale,
      y: top + (y - extent.y) * scale,
      width: width * scale,
      height: height * scale,
    }),
    toDrawing: (x: number, y: number) => ({
      x: extent.x + (x - left) / scale,
      y: extent.y + (y - top) / scale,
    }),
  };
}

function paintMap(
  element: HTMLCanvasElement,
  layout: Layout,
  extent: Rect,
  selection: ReadonlySet<string>,
): void {
  const density = window.devicePixelRatio;
  element.width = WIDTH * density;
  element.height = HEIGHT * density;
  const pen = element.getContext('2d');
  if (!pen) return;
  pen.scale(density, density);
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const [network, other, chosen] = [colour('fam-network'), colour('text-2'), colour('accent')];
  const { toMap } = scaleOf(extent);
  for (const [id, rect] of solids(layout)) {
    const { x, y, width, height } = toMap(rect);
    const bar = layout.get(id)?.shape === 'bar';
    pen.fillStyle = selection.has(id) ? chosen : bar ? network : other;
    pen.globalAlpha = selection.has(id) ? 1 : bar ? 0.7 : 0.4;
    pen.fillRect(x, y, Math.max(LEAST, width), Math.max(LEAST, height));
  }
}
