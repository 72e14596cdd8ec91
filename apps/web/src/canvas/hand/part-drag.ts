import { useReactFlow } from '@xyflow/react';
import { useMemo } from 'react';
import { dragCopy } from '../commands/clipboard.ts';
import { moveAllInto } from '../commands/gestures.ts';
import { moveParts } from '../commands/membership.ts';
import { situationOf, situationWith, standing } from '../commands/table/situation.ts';
import { around, snap, type Point } from '../layout/geometry.ts';
import { movedLayout } from '../layout/moved.ts';
import { routeDesign } from '../routing/route.ts';
import type { Analysis } from '../store/analysis.ts';
import {
  analysisOf,
  applySettled,
  perform,
  useAnalysis,
  useDesigner,
  useSession,
  type Designer,
} from '../store/designer.ts';
import { say, select } from '../store/session-store.ts';
import { targetAt } from './carry.ts';
import type { PartDrag } from './part-node.ts';

/** What goes along when a part or a group is dragged: the whole selection, when it belongs to it. */
function draggedWith(designer: Designer, id: string): string[] {
  const { selection } = designer.session.getState();
  const at = selection.includes(id) ? situationOf(designer) : situationWith(designer, [id]);
  return [...standing(at).map((component) => component.id), ...at.groups];
}

/** Moving parts that stand on the canvas: one edit when they are let go, or a new host when one is let go over it. */
export function usePartDrag(): { start: PartDrag; move: PartDrag; stop: PartDrag } {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const { session } = designer;
    const start: PartDrag = (_, node) => {
      if (!session.getState().selection.includes(node.id)) select(session, node.id);
      session.setState({ moving: { ids: draggedWith(designer, node.id), dx: 0, dy: 0 } });
    };
    const move: PartDrag = (event, node) => {
      const { moving } = session.getState();
      // Escape has put them back; the pointer goes on without them.
      if (moving === null) return;
      const { ids } = moving;
      const from = positionOf(analysisOf(designer), node.id);
      if (!from) return;
      const pointer = pointerOf(event);
      const carried = { what: 'part', id: node.id } as const;
      const hostable = ids.length === 1 && analysisOf(designer).model.byId.get(node.id)?.type.hostedOn;
      const target =
        hostable && pointer
          ? targetAt(designer, carried, screenToFlowPosition(pointer, { snapToGrid: false }))
          : null;
      session.setState({
        moving: { ids, dx: node.position.x - from.x, dy: node.position.y - from.y },
        carry: target ? { carried, mode: 'drag', pointer, target } : null,
      });
    };
    const stop: PartDrag = (event, node) => {
      const { moving, carry } = session.getState();
      session.setState({ moving: null, carry: null });
      if (!moving) return;
      if (carry?.target?.lands)
        return perform(designer, moveAllInto(analysisOf(designer).model, [node.id], carry.target.host));
      const { components } = designer.store.getState().document;
      const parts = moving.ids.filter((id) => components[id]);
      if (event.altKey) dragCopy(designer, parts, moving.dx, moving.dy);
      else moveBy(designer, parts, moving.dx, moving.dy);
    };
    return { start, move, stop };
  }, [designer, screenToFlowPosition]);
}

function positionOf({ layout }: Analysis, id: string): Point | undefined {
  return (layout.get(id) ?? layout.groups.get(id))?.rect;
}

function moveBy(designer: Designer, ids: readonly string[], dx: number, dy: number): void {
  if (dx === 0 && dy === 0) return;
  const { edit, said } = moveParts(analysisOf(designer), ids, dx, dy);
  if (applySettled(designer, edit) && said !== null) say(designer.session, said);
}

/** Puts parts around a point of the drawing: the end of "Move to…". */
export function placeAt(designer: Designer, ids: readonly string[], at: Point): void {
  const { layout } = analysisOf(designer);
  const box = around(ids.flatMap((id) => (layout.get(id) ?? layout.groups.get(id))?.rect ?? []));
  moveBy(designer, ids, snap(at.x - box.x - box.width / 2), snap(at.y - box.y - box.height / 2));
}

/** The layout and its lines while parts are on the move: they follow the pointer, their lines follow them. */
export function useMoved(): Pick<Analysis, 'layout' | 'lines'> & { moving: ReadonlySet<string> | null } {
  const { layout, lines, model } = useAnalysis();
  const moving = useSession((state) => state.moving);
  const ids = moving?.ids ?? null;
  const only = useMemo(() => ids && new Set(ids), [ids]);
  const rest = useMemo(
    () => (only ? lines.filter(({ a, b }) => !only.has(a) && !only.has(b)) : lines),
    [lines, only],
  );
  return useMemo(() => {
    if (!moving || !only) return { layout, lines, moving: null };
    const shifted = movedLayout(layout, only, moving.dx, moving.dy);
    return { layout: shifted, lines: [...rest, ...routeDesign(model, shifted, { only })], moving: only };
  }, [layout, lines, model, moving, only, rest]);
}

function pointerOf(event: MouseEvent | TouchEvent | React.MouseEvent): Point | null {
  return 'clientX' in event ? { x: event.clientX, y: event.clientY } : null;
}
