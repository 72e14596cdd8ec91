import { useEffect, type RefObject } from 'react';
import { said } from '../../messages/designer/said.ts';
import { GRID } from '../layout/geometry.ts';
import { clearStep } from '../layout/place.ts';
import { inDialog, isIdle, isTyping } from '../../ui/layout/typing.ts';
import { analysisOf, applySettled, useDesigner, type Designer } from '../store/designer.ts';
import { focusPart, refuse, select, stepBack, toggle } from '../store/session-store.ts';
import { chordOf, isSingle } from '../../ui/keys/chord.ts';
import { singleKeysOn } from '../../ui/keys/single-keys.ts';
import { BINDINGS } from './table/bindings.ts';
import { runCommand } from './table/commands.ts';
import { isAbstract } from './abstract.ts';
import { ARROWS, neighbour, outermost, type Direction } from './neighbour.ts';
import { situationOf, standing } from './table/situation.ts';

/** Whether no shortcut may take the key. Function keys type nothing. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  return inDialog(target) || (isTyping(target) && !/^F\d+$/.test(key));
}

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  up: [0, -GRID],
  down: [0, GRID],
  left: [-GRID, 0],
  right: [GRID, 0],
};
const OWN_KEYS: ReadonlySet<string> = new Set(['Enter', ' ', 'Home', 'End']);
const BIG_STEP = 4;
const PAN_STEP = 80;

const inOutline = () => document.activeElement?.matches('[data-outline]') ?? false;

const isInside = (canvas: HTMLElement | null) =>
  inOutline() || (canvas?.contains(document.activeElement) ?? false);

/** Whether keys are for the drawing: it has the focus, or its outline has, or nothing on the page. */
export function hasKeys(canvas: HTMLElement | null): boolean {
  return isInside(canvas) || isIdle(document.activeElement);
}

/** The keys of the designer. Single keys count only while the drawing or the outline has the focus, or nothing has. */
export function useKeys(canvas: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { dialog, menu } = designer.session.getState();
      if (event.defaultPrevented || dialog || menu || isTaken(event)) return;
      const { grip } = designer.session.getState();
      const inside = isInside(canvas.current);
      // The outline goes from row to row by itself.
      if (inOutline() && (event.key in ARROWS || OWN_KEYS.has(event.key)) && !event.ctrlKey) return;
      if (event.key === ' ' && inside && !grip) designer.session.setState({ grip: true });
      if (grip && event.key in ARROWS && inside) pan(designer, event.key);
      else if (!onKeyDown(designer, event, hasKeys(canvas.current) ? canvas.current : null)) return;
      event.preventDefault();
    };
    const letGo = () => designer.session.setState({ grip: false });
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.key === ' ') letGo();
    };
    // Before everything else on the page: a dialog that closes on the same key must still count as open.
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', letGo);
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true });
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', letGo);
    };
  }, [designer, canvas]);
}

function pan({ view }: Designer, key: string): void {
  const [dx, dy] = STEPS[ARROWS[key] ?? 'up'];
  view.now().pan((-dx / GRID) * PAN_STEP, (-dy / GRID) * PAN_STEP);
}

/** @param canvas the drawing, while its keys count */
function onKeyDown(designer: Designer, event: KeyboardEvent, canvas: HTMLElement | null): boolean {
  const chord = chordOf(event);
  const onButton = event.target instanceof Element && event.target.closest('button') !== null;
  if (event.key === 'Escape') return stepBack(designer.session);
  if (canvas && onButton && [...Object.keys(ARROWS), 'Enter', ' '].includes(event.key)) return false;
  if (isSingle(chord) && chord !== ' ' && !singleKeysOn()) return false;
  const binding = BINDINGS.find(
    (one) => one.chord === chord && (one.where === 'anywhere' || (one.where === 'drawing' && canvas)),
  );
  if (binding) {
    runCommand(designer, binding.command);
    return true;
  }
  return canvas !== null && travelKey(designer, event, canvas);
}

/** Going from part to part, choosing parts, nudging them. */
function travelKey(designer: Designer, event: KeyboardEvent, canvas: HTMLElement): boolean {
  if (event.key in ARROWS) return arrow(designer, event, canvas);
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'Enter':
    case ' ': {
      const id = event.target instanceof HTMLElement ? event.target.dataset['part'] : undefined;
      if (id === undefined) return false;
      const chosen = designer.session.getState().selection;
      const again = event.key === 'Enter' && chosen.length === 1 && chosen[0] === id;
      if (event.shiftKey) toggle(designer.session, id);
      else if (again && isAbstract(designer, id)) runCommand(designer, 'open', [id]);
      else select(designer.session, id);
      return true;
    }
    case 'Home':
    case 'End': {
      const id = outermost(canvas, analysisOf(designer).layout, event.key === 'Home' ? 'first' : 'last');
      if (id !== undefined) travel(designer, id);
      return id !== undefined;
    }
    default:
      return false;
  }
}

/** With a selection that can move, arrows nudge it; with Ctrl, or without, they go to the next part. */
function arrow(designer: Designer, event: KeyboardEvent, canvas: HTMLElement): boolean {
  const direction = ARROWS[event.key];
  if (!direction || event.altKey) return false;
  const away = event.ctrlKey || event.metaKey;
  const { selection, focused } = designer.session.getState();
  const movable = selection.length > 0 ? standing(situationOf(designer)) : [];
  if (movable.length > 0 && !away) {
    const [dx, dy] = STEPS[direction];
    const times = event.shiftKey ? BIG_STEP : 1;
    const ids = new Set(movable.map(({ id }) => id));
    const step = { x: dx * times, y: dy * times };
    const by = clearStep(analysisOf(designer).layout, ids, step);
    // Going over something is a leap that is asked for.
    const leaps = by !== null && (by.x !== step.x || by.y !== step.y);
    if (by === null || (leaps && !event.shiftKey)) {
      refuse(designer.session, by === null ? said.inTheWay : said.oneInTheWay);
      return true;
    }
    const moves = movable.map(({ id, x, y }) => ({ id, x: x + by.x, y: y + by.y }));
    applySettled(designer, { do: 'move-many', moves }, `nudge ${selection.join(' ')}`);
    const [first] = moves;
    if (first) designer.view.now().show(first.id);
    return true;
  }
  const next = neighbour(canvas, analysisOf(designer).layout, selection.at(-1) ?? focused, direction);
  if (next === null) return true;
  if (selection.length > 0) select(designer.session, next);
  travel(designer, next);
  return true;
}

function travel(designer: Designer, id: string): void {
  designer.session.setState({ focused: id });
  focusPart(designer.session);
}
