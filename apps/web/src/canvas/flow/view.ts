import { getViewportForBounds, useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { rootOf } from '../layout/layout.ts';
import { extentOf } from '../routing/extent.ts';
import { around, type Point, type Rect } from '../layout/geometry.ts';
import { analyse, type Analysis } from '../store/analysis.ts';
import { analysisOf, useDesigner, useSession } from '../store/designer.ts';

/** All parts, clear of the zoom buttons at the bottom and no larger than life. */
const BOTTOM = 56;
const PADDING = { x: 0.08, top: 0.08, bottom: `${BOTTOM}px` } as const;
const MAX_FIT = 1;
/** How high a sheet is that shows something of a height as large as life. */
export const roomFor = (height: number) => Math.ceil((height + BOTTOM) * (1 + PADDING.top));
/** A drawing of ten thousand parts still has to fit. */
export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 2;
/** What is brought into view keeps this far from the edges of the sheet. */
const MARGIN = 8;
const GLIDE_MS = 160;
const FOCUS_TRIES = 6;
const TAB_STOP = '[role="treeitem"][tabindex="0"]';
const OUTLINE = '[data-outline]';

/** How long a move of the view may take; none for who asks for less motion. */
export function glide(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : GLIDE_MS;
}

/** Brings a part into view when it is not; leaves the view alone when it is. */
function useReveal(): (rect: Rect) => void {
  const { setCenter, getZoom, getViewport, setViewport, flowToScreenPosition } = useReactFlow();
  return useCallback(
    (rect) => {
      const canvas = document.querySelector('[data-canvas]')?.getBoundingClientRect();
      if (!canvas) return;
      const from = flowToScreenPosition({ x: rect.x, y: rect.y });
      const to = flowToScreenPosition({ x: rect.x + Math.min(rect.width, 300), y: rect.y + rect.height });
      const seen =
        from.x >= canvas.left + MARGIN &&
        from.y >= canvas.top + MARGIN &&
        to.x <= canvas.right - MARGIN &&
        to.y <= canvas.bottom - MARGIN;
      if (seen) return;
      const outside =
        to.x < canvas.left || from.x > canvas.right || to.y < canvas.top || from.y > canvas.bottom;
      const middle = { x: rect.x + Math.min(rect.width, 300) / 2, y: rect.y + rect.height / 2 };
      if (outside)
        return void setCenter(middle.x, middle.y, { zoom: Math.max(getZoom(), 0.6), duration: glide() });
      // What is partly in view comes wholly into it, and the rest moves no further than that.
      const { x, y, zoom } = getViewport();
      const dx = Math.max(0, canvas.left + MARGIN - from.x) || Math.min(0, canvas.right - MARGIN - to.x);
      const dy = Math.max(0, canvas.top + MARGIN - from.y) || Math.min(0, canvas.bottom - MARGIN - to.y);
      void setViewport({ x: x + dx, y: y + dy, zoom }, { duration: glide() });
    },
    [setCenter, getZoom, getViewport, setViewport, flowToScreenPosition],
  );
}

/**
 * Moves the keyboard focus to the focused part whenever that is asked for, and brings it into view. Who works in the outline
 * stays there.
 */
export function useFocusRequests(element: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  const request = useSession((state) => state.focusRequest);
  const reveal = useReveal();
  const outline = useOutline(element);
  useEffect(() => {
    if (request === 0) return undefined;
    const { focused } = designer.session.getState();
    const rect = focused === null ? undefined : rectOf(analysisOf(designer), focused);
    if (rect) reveal(rect);
    const had = document.activeElement;
    let tries = 0;
    let frame = 0;
    const attempt = () => {
      const name = focused === null ? TAB_STOP : `[data-part="${focused}"]`;
      const part = outline() ?? element.current?.querySelector<HTMLElement>(name);
      // A part that changed its host is drawn anew a frame later; a dialog gives the focus back a frame later.
      const waiting = document.activeElement === document.body || document.activeElement === had;
      if (waiting && document.activeElement !== part) part?.focus({ preventScroll: true });
      tries += 1;
      if (tries < FOCUS_TRIES) frame = requestAnimationFrame(attempt);
      // It is drawn no longer, or nothing is: the keys go on working all the same.
      else if (document.activeElement === document.body)
        (element.current?.querySelector<HTMLElement>(TAB_STOP) ?? element.current)?.focus();
    };
    attempt();
    return () => cancelAnimationFrame(frame);
  }, [request, designer, element, reveal, outline]);
}

/** The outline's rows, while they had the focus later than the drawing. */
function useOutline(canvas: RefObject<HTMLElement | null>): () => HTMLElement | null {
  const inOutline = useRef(false);
  useEffect(() => {
    const watch = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      if (target.matches(OUTLINE)) inOutline.current = true;
      else if (canvas.current?.contains(target)) inOutline.current = false;
    };
    document.addEventListener('focusin', watch);
    return () => document.removeEventListener('focusin', watch);
  }, [canvas]);
  return useCallback(() => (inOutline.current ? document.querySelector<HTMLElement>(OUTLINE) : null), []);
}

/** Zooms at which names are held at a readable size, and at which all text has it. Between them text is what it comes to. */
const [NAMES_ONLY, ALL_READABLE] = [0.5, 0.9];

/** A view of what would be drawn too small to be read: as large as is needed, from its top, with the rest to be panned to. */
function readable(view: Viewport, box: Rect, width: number): Viewport {
  if (view.zoom < NAMES_ONLY || view.zoom >= ALL_READABLE) return view;
  const zoom = ALL_READABLE;
  const wide = box.width * zoom > width;
  return {
    zoom,
    x: wide ? MARGIN - box.x * zoom : width / 2 - (box.x + box.width / 2) * zoom,
    y: MARGIN - box.y * zoom,
  };
}

/**
 * Shows a rectangle of the drawing, or all of it, whether or not what is there is an element of the page now; only as much of it
 * as can be read where it is `toRead`.
 */
export function useFit(toRead = false): (box: Rect, duration?: number) => void {
  const { setViewport } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (box, duration = 0) => {
      const { width, height } = store.getState();
      if (width === 0 || height === 0 || box.width === 0) return;
      const view = getViewportForBounds(box, width, height, MIN_ZOOM, MAX_FIT, PADDING);
      void setViewport(toRead ? readable(view, box, width) : view, { duration });
    },
    [setViewport, store, toRead],
  );
}

/**
 * Shows the whole drawing as soon as there is room for it, or as much of it as can be read where it is `toRead`; where `follow`,
 * again whenever the room changes, for as long as nobody has moved the view.
 */
export function useFirstFit(
  analysis: Analysis,
  { wanted, follow, toRead }: { wanted: boolean; follow: boolean; toRead: boolean },
): void {
  const fit = useFit(toRead);
  const store = useStoreApi();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const fitted = useRef<string | null>(null);
  useLayoutEffect(() => {
    const view = () => store.getState().transform.join(' ');
    if (!wanted || width === 0 || height === 0) return;
    if (fitted.current !== null && (!follow || fitted.current !== view())) return;
    fit(extentOf(analysis));
    fitted.current = view();
    // oxlint-disable-next-line react/exhaustive-deps -- a changed drawing does not move the view
  }, [width, height, wanted, follow, fit, store]);
}

/** Tells the session where the view is once it stands still, and opens it where it was asked to be. */
export function useViewed(): (viewport: Viewport) => void {
  const { session } = useDesigner();
  const { setViewport, viewportInitialized } = useReactFlow();
  useEffect(() => {
    const { openAt } = session.getState();
    if (!openAt || !viewportInitialized) return;
    const { x, y } = openAt;
    const zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, openAt.zoom));
    void setViewport({ x: -x * zoom, y: -y * zoom, zoom });
    session.setState({ openAt: null });
  }, [session, setViewport, viewportInitialized]);
  return useCallback(
    ({ x, y, zoom }) => session.setState({ view: { x: -x / zoom, y: -y / zoom, zoom } }),
    [session],
  );
}

/** Where a part, a group or a connection is drawn. */
function rectOf(analysis: Analysis, id: string): Rect | undefined {
  const { layout, model } = analysis;
  const root = rootOf(model, id);
  // A member of a collapsed group is drawn as its card.
  const card = layout.groups.get(model.document.components[root]?.group ?? '');
  const drawn = layout.groups.get(id) ?? layout.get(root) ?? card;
  if (drawn) return drawn.rect;
  const line = analysis.lines.find(({ of }) => of.includes(id));
  return line && around(line.points.map((at) => ({ ...at, width: 0, height: 0 })));
}

const ZOOM_STEP = 1.2;

/** Zooms by a step in or out, or to some zoom. A step that comes while the last one glides goes on from where that ends. */
export function useZoom(): { by: (steps: 1 | -1) => void; to: (zoom: number) => void } {
  const { zoomTo, getZoom } = useReactFlow();
  const gliding = useRef({ to: 1, until: 0 });
  return useMemo(() => {
    const to = (wanted: number) => {
      const zoom = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, wanted));
      gliding.current = { to: zoom, until: performance.now() + glide() };
      void zoomTo(zoom, { duration: glide() });
    };
    const by = (steps: 1 | -1) => {
      const { to: end, until } = gliding.current;
      to((performance.now() < until ? end : getZoom()) * ZOOM_STEP ** steps);
    };
    return { by, to };
  }, [zoomTo, getZoom]);
}

/** Lets commands move the view while the drawing is shown. */
export function useViewPort(): void {
  const { view, store, catalog } = useDesigner();
  const flow = useReactFlow();
  const { getState } = useStoreApi();
  const centre = useViewCentre();
  const reveal = useReveal();
  const fit = useFit();
  const zoom = useZoom();
  useEffect(() => {
    return view.connect({
      centre,
      zoomBy: zoom.by,
      zoomTo: zoom.to,
      fit: (ids) => {
        const analysis = analyse(store.getState().document, catalog);
        const all = ids === null ? [extentOf(analysis)] : ids.flatMap((id) => rectOf(analysis, id) ?? []);
        fit(around(all), glide());
      },
      show: (id) => {
        const rect = rectOf(analyse(store.getState().document, catalog), id);
        if (rect) reveal(rect);
      },
      pan: (dx, dy) => {
        const { x, y, zoom: now } = flow.getViewport();
        void flow.setViewport({ x: x + dx, y: y + dy, zoom: now });
      },
      sees: ({ x, y }) => {
        const { width, height, transform } = getState();
        const [tx, ty, scale] = transform;
        const at = { x: x * scale + tx, y: y * scale + ty };
        return at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height;
      },
    });
  }, [view, flow, centre, reveal, fit, zoom, getState, store, catalog]);
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
