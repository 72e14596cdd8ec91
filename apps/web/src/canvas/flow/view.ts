import { useReactFlow, useStore, useStoreApi, type FitViewOptions, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { rootOf } from '../layout/layout.ts';
import { around, type Point, type Rect } from '../layout/geometry.ts';
import { analyse, type Analysis } from '../store/analysis.ts';
import { analysisOf, useDesigner, useSession } from '../store/designer.ts';

/** All parts, clear of the zoom buttons at the bottom and no larger than life. */
export const FIT = { padding: { x: 0.08, top: 0.08, bottom: '56px' }, maxZoom: 1 } satisfies FitViewOptions;
const MARGIN = 48;
const GLIDE_MS = 160;
const FOCUS_TRIES = 6;

/** How long a move of the view may take; none for who asks for less motion. */
export function glide(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE_MS;
}

/** Brings a part into view when it is not; leaves the view alone when it is. */
function useReveal(): (rect: Rect) => void {
  const { setCenter, getZoom, flowToScreenPosition } = useReactFlow();
  return useCallback(
    (rect) => {
      const canvas = document.querySelector('[data-canvas]')?.getBoundingClientRect();
      if (!canvas) return;
      const from = flowToScreenPosition({ x: rect.x, y: rect.y });
      const to = flowToScreenPosition({ x: rect.x + Math.min(rect.width, 300), y: rect.y + rect.height });
      const seen =
        from.x >= canvas.left + 8 &&
        from.y >= canvas.top + MARGIN &&
        to.x <= canvas.right - 8 &&
        to.y <= canvas.bottom - 8;
      if (seen) return;
      const middle = { x: rect.x + Math.min(rect.width, 300) / 2, y: rect.y + rect.height / 2 };
      void setCenter(middle.x, middle.y, { zoom: Math.max(getZoom(), 0.6), duration: glide() });
    },
    [setCenter, getZoom, flowToScreenPosition],
  );
}

/** Moves the keyboard focus to the focused part whenever that is asked for, and brings it into view. */
export function useFocusRequests(element: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  const request = useSession((state) => state.focusRequest);
  const reveal = useReveal();
  useEffect(() => {
    if (request === 0) return undefined;
    const { focused } = designer.session.getState();
    const { layout, model } = analysisOf(designer);
    const rect = focused === null ? undefined : layout.get(rootOf(model, focused))?.rect;
    if (rect) reveal(rect);
    let tries = 0;
    let frame = 0;
    const attempt = () => {
      const name = focused === null ? '[role="treeitem"][tabindex="0"]' : `[data-part="${focused}"]`;
      const part = element.current?.querySelector<HTMLElement>(name);
      // A part that changed its host is drawn anew a frame later; a dialog gives the focus back a frame later.
      const lost = document.activeElement === document.body || tries === 0;
      if (lost && document.activeElement !== part) part?.focus({ preventScroll: true });
      tries += 1;
      if (tries < FOCUS_TRIES) frame = requestAnimationFrame(attempt);
      // Nothing is drawn: the keys go on working all the same.
      else if (document.activeElement === document.body) element.current?.focus();
    };
    attempt();
    return () => cancelAnimationFrame(frame);
  }, [request, designer, element, reveal]);
}

/** Fits all parts again when the room for them changes, for as long as nobody has moved the view. */
export function useRefit(options: FitViewOptions, wanted: boolean): void {
  const { fitView } = useReactFlow();
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fitted = useRef<string | null>(null);
  useEffect(() => {
    const view = () => store.getState().transform.join(' ');
    if (!wanted || width === 0 || height === 0) return;
    if (fitted.current !== null && fitted.current !== view()) return;
    void fitView(options).then(() => {
      fitted.current = view();
    });
  }, [width, height, wanted, options, fitView, store]);
}

/** Tells the session where the view is once it stands still, and opens it where it was asked to be. */
export function useViewed(): (viewport: Viewport) => void {
  const { session } = useDesigner();
  const { setViewport, viewportInitialized } = useReactFlow();
  useEffect(() => {
    const { openAt } = session.getState();
    if (!openAt || !viewportInitialized) return;
    const { x, y, zoom } = openAt;
    void setViewport({ x: -x * zoom, y: -y * zoom, zoom });
    session.setState({ openAt: null });
  }, [session, setViewport, viewportInitialized]);
  return useCallback(
    ({ x, y, zoom }) => session.setState({ view: { x: -x / zoom, y: -y / zoom, zoom } }),
    [session],
  );
}

/** Where a part, a group or a connection is drawn. */
function rectOf({ layout, lines, model }: Analysis, id: string): Rect | undefined {
  const group = layout.groups.get(id);
  if (group) return group.rect;
  const line = lines.find((one) => one.id === id);
  return line
    ? around(line.points.map((at) => ({ ...at, width: 0, height: 0 })))
    : layout.get(rootOf(model, id))?.rect;
}

/** Lets commands move the view while the drawing is shown. */
export function useViewPort(): void {
  const { view, store, catalog } = useDesigner();
  const flow = useReactFlow();
  const { getState } = useStoreApi();
  const centre = useViewCentre();
  const reveal = useReveal();
  useEffect(() => {
    const duration = () => glide();
    return view.connect({
      centre,
      zoomIn: () => void flow.zoomIn({ duration: duration() }),
      zoomOut: () => void flow.zoomOut({ duration: duration() }),
      zoomTo: (zoom) => void flow.zoomTo(zoom, { duration: duration() }),
      fit: (ids) => {
        if (ids === null) return void flow.fitView({ ...FIT, duration: duration() });
        const { layout, model } = analyse(store.getState().document, catalog);
        const nodes = [...new Set(ids.map((id) => rootOf(model, id)))].filter((id) => layout.has(id));
        void flow.fitView({ ...FIT, nodes: nodes.map((id) => ({ id })), duration: duration() });
      },
      show: (id) => {
        const rect = rectOf(analyse(store.getState().document, catalog), id);
        if (rect) reveal(rect);
      },
      pan: (dx, dy) => {
        const { x, y, zoom } = flow.getViewport();
        void flow.setViewport({ x: x + dx, y: y + dy, zoom });
      },
      sees: ({ x, y }) => {
        const { width, height, transform } = getState();
        const [tx, ty, zoom] = transform;
        const at = { x: x * zoom + tx, y: y * zoom + ty };
        return at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height;
      },
    });
  }, [view, flow, centre, reveal, getState, store, catalog]);
}

/** The middle of what is visible, in drawing pixels. */
function useViewCentre(): () => Point {
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(() => {
    const box = document.querySelector('[data-canvas]')?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return screenToFlowPosition(
      { x: box.left + box.width / 2, y: box.top + box.height / 2 },
      { snapToGrid: false },
    );
  }, [screenToFlowPosition]);
}
