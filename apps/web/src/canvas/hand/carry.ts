import type { ComponentType } from '@patchbay/catalog';
import { canConnect } from '@patchbay/engine/constraints';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, type PointerEvent as ReactPointerEvent } from 'react';
import { appended } from '../commands/adding.ts';
import { goesOn, landingOf } from '../commands/fit.ts';
import { addType, detach, moveAllInto, sizeOfNew, type Gesture } from '../commands/gestures.ts';
import type { Point, Rect } from '../layout/geometry.ts';
import { spaceOf, standsAlone, type Layout, type Placed } from '../layout/layout.ts';
import { groupUnder } from '../layout/membership.ts';
import { typeCalled } from '../store/catalog-types.ts';
import {
  analysisOf,
  newId,
  perform,
  remember,
  useDesigner,
  useSession,
  type Designer,
} from '../store/designer.ts';
import { focusPart, type Carried, type DropTarget } from '../store/session-store.ts';
import { followPress, pointOf } from './press.ts';

type ToFlow = (client: Point) => Point;

/** The type of what is carried. */
export function carriedType({ catalog, store }: Designer, carried: Carried): ComponentType | undefined {
  const id = carried.what === 'type' ? carried.id : store.getState().document.components[carried.id]?.type;
  return id === undefined ? undefined : typeCalled(catalog, id);
}

function overCanvas({ x, y }: Point): boolean {
  return Boolean(document.elementFromPoint(x, y)?.closest('[data-canvas]'));
}

/**
 * What is under a point of the drawing, and what would happen to the carried part there. The very same as before where
 * nothing else would: all parts are drawn again for another one.
 */
export function targetAt(designer: Designer, carried: Carried, at: Point): DropTarget | null {
  const now = lookAt(designer, carried, at);
  const before = designer.session.getState().carry?.target ?? null;
  return before && now && sameTarget(before, now) ? before : now;
}

function sameTarget(a: DropTarget, b: DropTarget): boolean {
  return (
    a.root === b.root &&
    a.host === b.host &&
    a.refusal === b.refusal &&
    a.lands === b.lands &&
    a.joins === b.joins
  );
}

function lookAt(designer: Designer, carried: Carried, at: Point): DropTarget | null {
  const type = carriedType(designer, carried);
  if (!type) return null;
  const { layout, model } = analysisOf(designer);
  const own = carried.what === 'part' ? carried.id : null;
  const under = spaceOf(layout)
    .at(at)
    .findLast((id) => id !== own && layout.has(id));
  const root = under === undefined ? undefined : layout.get(under);
  if (!root) return frameTarget(layout, { ...cornerAt(at, type), ...sizeOfNew(type) });
  if (type.hostedOn === null) return carried.what === 'type' ? joinTarget(root, type) : null;
  const landing = landingOf(model, root.id, type);
  if (!landing)
    return {
      root: root.id,
      host: root.id,
      refusal: goesOn(type.hostedOn),
      lands: false,
    };
  const host = landing.host.component.id;
  const stays = own !== null && model.document.components[own]?.host === host;
  return { root: root.id, host, refusal: stays ? null : landing.refusal, lands: true };
}

/** What is let go in the frame of an open group belongs to it. */
function frameTarget(layout: Layout, rect: Rect): DropTarget | null {
  const group = groupUnder(layout, rect);
  return group && { root: group.id, host: group.id, refusal: null, lands: false };
}

/** Where a part stands when the pointer has its upper middle. */
function cornerAt(at: Point, type: ComponentType): Point {
  const { width, height } = sizeOfNew(type);
  return { x: at.x - width / 2, y: at.y - Math.min(18, height / 2) };
}

/** A new part that is put onto a network is joined to it. */
function joinTarget({ id, part, shape }: Placed, type: ComponentType): DropTarget | null {
  if (shape !== 'bar' || canConnect(part.type, type) !== null) return null;
  return { root: id, host: id, refusal: null, lands: false, joins: true };
}

/** Puts down what is carried: into the part below, or free at the point. */
export function dropAt(designer: Designer, carried: Carried, at: Point): void {
  const gesture = dropGesture(designer, carried, at);
  if (!gesture) return;
  if (carried.what === 'type') remember(designer, carried.id);
  perform(designer, gesture);
  focusPart(designer.session);
}

function dropGesture(designer: Designer, carried: Carried, at: Point): Gesture | null {
  const analysis = analysisOf(designer);
  const type = carriedType(designer, carried);
  const target = targetAt(designer, carried, at);
  const into = target?.lands ? target.host : null;
  if (!type) return null;
  if (target?.joins) return appended(analysis, type, [target.root], at);
  const corner = cornerAt(at, type);
  if (carried.what === 'type') return addType(analysis, type, { into, at: corner }, newId);
  const part = analysis.model.byId.get(carried.id);
  if (!part || into === part.component.host) return null;
  if (into !== null) return moveAllInto(analysis.model, [carried.id], into);
  return standsAlone(analysis.model, part) ? null : detach(analysis, carried.id, corner);
}

/** Follows the pointer while something is carried from the palette or out of a machine. */
export function useCarry(): {
  take: (carried: Carried, event: ReactPointerEvent) => void;
  arm: (carried: Carried) => void;
} {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  const toFlow = useCallback<ToFlow>(
    (client) => screenToFlowPosition({ ...client }, { snapToGrid: false }),
    [screenToFlowPosition],
  );
  return useMemo(
    () => ({
      take: (carried, event) => {
        if (event.button === 0) follow(designer, carried, pointOf(event), toFlow);
      },
      arm: (carried) =>
        designer.session.setState({
          carry: { carried, mode: 'armed', pointer: null, target: null },
          connecting: null,
        }),
    }),
    [designer, toFlow],
  );
}

function follow(designer: Designer, carried: Carried, start: Point, toFlow: ToFlow): void {
  const { session } = designer;
  let held = false;
  const putBack = () => session.setState({ carry: null });
  followPress(start, {
    drag: (pointer) => {
      // Escape has put it back.
      if (held && session.getState().carry === null) return false;
      held = true;
      const target = overCanvas(pointer) ? targetAt(designer, carried, toFlow(pointer)) : null;
      session.setState({ carry: { carried, mode: 'drag', pointer, target } });
      return true;
    },
    release: (pointer) => {
      if (!held || session.getState().carry === null) return;
      putBack();
      if (overCanvas(pointer)) dropAt(designer, carried, toFlow(pointer));
    },
    cancel: putBack,
  });
}

/** Lets an armed part follow the pointer until the click that places it. */
export function useArmed(): void {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  const armed = useSession(({ carry }) => (carry?.mode === 'armed' ? carry.carried : null));
  useEffect(() => {
    if (!armed) return undefined;
    const move = (event: PointerEvent) => {
      const pointer = { x: event.clientX, y: event.clientY };
      const over = overCanvas(pointer);
      const at = screenToFlowPosition(pointer, { snapToGrid: false });
      const target = over ? targetAt(designer, armed, at) : null;
      designer.session.setState({
        carry: { carried: armed, mode: 'armed', pointer: over ? pointer : null, target },
      });
    };
    window.addEventListener('pointermove', move);
    return () => window.removeEventListener('pointermove', move);
  }, [armed, designer, screenToFlowPosition]);
}
