import { useReactFlow } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import { FIT, glide } from '../flow/view.ts';
import { GRID } from '../layout/geometry.ts';
import { rootOf } from '../layout/layout.ts';
import { analysisOf, applySettled, useDesigner, type Designer } from '../store/designer.ts';
import { focusPart, select, stepBack } from '../store/session-store.ts';
import { removeById, runAction, stepFinding, undoRedo } from './actions.ts';
import { neighbour, type Direction } from './neighbour.ts';

/** Whether the key belongs to a text field, where no shortcut may take it. Function keys type nothing. */
function isTyping({ target, key }: KeyboardEvent): boolean {
  return (
    !/^F\d+$/.test(key) &&
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="listbox"]') !== null
  );
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [0, -GRID],
  down: [0, GRID],
  left: [-GRID, 0],
  right: [GRID, 0],
};
const BIG_STEP = 4;
/** Arrow keys this close together are one step of history. */
const BURST_MS = 800;

interface View {
  zoomIn(options: { duration: number }): unknown;
  zoomOut(options: { duration: number }): unknown;
  fitView(options: typeof FIT & { duration: number }): unknown;
}

/** The keys of the designer. Single keys count only while the drawing has the focus, or nothing has. */
export function useKeys(canvas: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  const flow = useReactFlow();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, menu } = designer.session.getState();
      if (event.defaultPrevented || dialog || menu || isTyping(event)) return;
      const inside = canvas.current?.contains(document.activeElement) ?? false;
      const idle = document.activeElement === document.body || document.activeElement?.id === 'main';
      const handled =
        anywhere(designer, event) || ((inside || idle) && onCanvas(designer, event, flow, canvas.current));
      if (handled) event.preventDefault();
    };
    let burst: ReturnType<typeof setTimeout> | undefined;
    const onKeyUp = (event: KeyboardEvent) => {
      if (!(event.key in ARROWS)) return;
      clearTimeout(burst);
      burst = setTimeout(() => designer.store.getState().seal(), BURST_MS);
    };
    // Before everything else on the page: a dialog that closes on the same key must still count as open.
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('keyup', onKeyUp);
    return () => {
      clearTimeout(burst);
      window.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('keyup', onKeyUp);
    };
  }, [designer, flow, canvas]);
}

/** Keys that work wherever the focus is in the designer. */
function anywhere(designer: Designer, event: KeyboardEvent): boolean {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === 'z') undoRedo(designer, event.shiftKey ? 'redo' : 'undo');
  else if (command && key === 'y') undoRedo(designer, 'redo');
  else if (event.key === 'F8') stepFinding(designer, event.shiftKey ? -1 : 1);
  else if (command || event.altKey) return false;
  else if (event.key === 'F2') return partKey(designer, 'F2', null, null);
  else if (event.key === '/') document.querySelector<HTMLInputElement>('[data-palette-search]')?.focus();
  else if (event.key === '?') designer.session.setState({ dialog: { show: 'keys' } });
  else if (event.key === 'Escape') return stepBack(designer.session);
  else return false;
  return true;
}

function onCanvas(designer: Designer, event: KeyboardEvent, view: View, canvas: HTMLElement | null): boolean {
  const onPart = event.target instanceof Element && event.target.getAttribute('role') === 'treeitem';
  const onButton = event.target instanceof Element && event.target.closest('button') !== null;
  if (event.key in ARROWS && !onButton) return arrow(designer, event, canvas);
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'Enter') return false;
    document.querySelector<HTMLElement>('[data-inspector] [role="tab"][aria-selected="true"]')?.focus();
    return true;
  }
  if (event.altKey || (onButton && ['Enter', ' '].includes(event.key))) return false;
  return partKey(designer, event.key, onPart ? event.target : null, canvas) || viewKey(event, view);
}

function partKey(
  designer: Designer,
  key: string,
  onPart: EventTarget | null,
  canvas: HTMLElement | null,
): boolean {
  const { session } = designer;
  const { selected, focused } = session.getState();
  const subject = selected ?? focused;
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'Enter':
    case ' ': {
      const id = onPart instanceof HTMLElement ? onPart.dataset['part'] : undefined;
      if (id !== undefined) select(session, id);
      return id !== undefined;
    }
    case 'n':
      session.setState({ dialog: { show: 'add' } });
      return true;
    case 'a':
    case 'c':
    case 'm':
    case 'F2': {
      const actions = { a: 'append', c: 'connect', m: 'move-into', F2: 'rename' } as const;
      if (subject?.startsWith('c-'))
        runAction(designer, subject, actions[key === 'F2' ? 'F2' : (key.toLowerCase() as 'a')]);
      return subject !== null;
    }
    case 'Delete':
    case 'Backspace':
      if (selected !== null) removeById(designer, selected);
      return selected !== null;
    case 'Home':
    case 'End': {
      const parts = [...(canvas?.querySelectorAll<HTMLElement>('[data-part]') ?? [])];
      const id = parts.at(key === 'Home' ? 0 : -1)?.dataset['part'];
      if (id !== undefined) travel(designer, id);
      return id !== undefined;
    }
    default:
      return false;
  }
}

function viewKey(event: KeyboardEvent, view: View): boolean {
  const duration = glide();
  if (event.key === '+' || event.key === '=') view.zoomIn({ duration });
  else if (event.key === '-') view.zoomOut({ duration });
  else if (event.shiftKey && event.code === 'Digit1') view.fitView({ ...FIT, duration });
  else return false;
  return true;
}

function arrow(designer: Designer, event: KeyboardEvent, canvas: HTMLElement | null): boolean {
  const direction = ARROWS[event.key];
  const { selected, focused } = designer.session.getState();
  if (!direction || !canvas || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { model } = analysisOf(designer);
  const part = selected === null ? undefined : model.document.components[selected];
  if (part && rootOf(model, part.id) === part.id) {
    const [dx, dy] = STEPS[direction];
    const by = event.shiftKey ? BIG_STEP : 1;
    applySettled(
      designer,
      { do: 'move', id: part.id, x: part.x + dx * by, y: part.y + dy * by },
      `nudge ${part.id}`,
    );
    return true;
  }
  const next = neighbour(canvas, selected ?? focused, direction);
  if (next === null) return true;
  if (part) select(designer.session, next);
  travel(designer, next);
  return true;
}

function travel(designer: Designer, id: string): void {
  designer.session.setState({ focused: id });
  focusPart(designer.session);
}
