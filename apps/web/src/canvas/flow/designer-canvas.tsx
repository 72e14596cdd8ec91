import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from 'react';
import { canvasText } from '../../messages/canvas.ts';
import { moveInto } from '../commands/gestures.ts';
import { useKeys } from '../commands/keyboard.ts';
import { movedLayout } from '../layout/moved.ts';
import { routeDesign } from '../routing/route.ts';
import {
  analysisOf,
  applySettled,
  perform,
  useAnalysis,
  useDesigner,
  useSession,
} from '../store/designer.ts';
import { select } from '../store/session-store.ts';
import { dropAt, targetAt, useArmed, useCarry } from './carry.ts';
import { Credit } from './credit.tsx';
import { Ghost } from './ghost.tsx';
import { Banner } from './banner.tsx';
import { finishAt, useConnectPreview, usePortPress } from './joining.ts';
import { PartMenu, PartToolbar } from './part-toolbar.tsx';
import type { Scene } from './scene.ts';
import { Surface, type PartDrag } from './surface.tsx';
import { useFocusRequests } from './view.ts';
import { ZoomCluster } from './zoom-cluster.tsx';
import { region } from '../../ui/layout/region.ts';
import classes from './flow.module.css';

/** The drawing that is worked on. */
export function DesignerCanvas() {
  const designer = useDesigner();
  const { session } = designer;
  const element = useRef<HTMLElement>(null);
  const scene = useEditScene();
  const selected = useSession((state) => state.selected);
  const armed = useSession(({ carry }) => carry?.mode === 'armed');
  const connecting = useSession((state) => state.connecting !== null);
  const preview = useConnectPreview();
  const moved = useMoved();
  const drag = usePartDrag();
  const faulty = useMemo(
    () => new Set(scene.analysis.findings.flatMap(({ connections }) => connections)),
    [scene],
  );
  useArmed();
  useKeys(element);
  useFocusRequests(element);
  useFocusWhenEmpty(element, scene.analysis.layout.size === 0);
  const capture = useClickCapture();
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- places what is armed; useKeys handles the keys for the same
    <section
      {...region}
      ref={element}
      aria-label={canvasText.region}
      className={classes.canvas}
      data-canvas
      data-armed={armed || undefined}
      data-connecting={connecting || undefined}
      onClickCapture={capture}
    >
      <Surface
        scene={scene}
        layout={moved.layout}
        label={canvasText.tree}
        editable
        lines={{ lines: moved.lines, selected, faulty, preview, onSelect: scene.onSelect }}
        onDragStart={drag.start}
        onDrag={drag.move}
        onDragStop={drag.stop}
        onPaneClick={() => select(session, null)}
      >
        <PartToolbar />
        <PartMenu />
        <ZoomCluster />
        <Credit />
        <Banner />
        {scene.analysis.layout.size === 0 && (
          <div className={classes.hint}>
            <strong>{canvasText.empty}</strong>
            <span>{canvasText.emptyMore}</span>
          </div>
        )}
      </Surface>
      <Ghost />
    </section>
  );
}

/** Nothing is drawn yet, so drawing is what comes next: `N` works at once. */
function useFocusWhenEmpty(canvas: RefObject<HTMLElement | null>, empty: boolean): void {
  const [opened] = useState(empty);
  useEffect(() => {
    if (opened) canvas.current?.focus();
  }, [canvas, opened]);
}

/** A click places what is armed, or ends a connection; parts below do not see it. */
function useClickCapture() {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  return useCallback(
    (event: MouseEvent) => {
      const { carry, connecting } = designer.session.getState();
      const client = { x: event.clientX, y: event.clientY };
      const inside = (event.target as Element).closest('[role="tree"]') !== null;
      if (!inside) return;
      if (carry?.mode === 'armed') {
        event.stopPropagation();
        designer.session.setState({ carry: null });
        dropAt(designer, carry.carried, screenToFlowPosition(client, { snapToGrid: false }));
      } else if (connecting?.mode === 'click' && connecting.pointer !== null) {
        event.stopPropagation();
        finishAt(designer, client);
      }
    },
    [designer, screenToFlowPosition],
  );
}

function useEditScene(): Scene {
  const { session, book } = useDesigner();
  const analysis = useAnalysis();
  const selected = useSession((state) => state.selected);
  const focused = useSession((state) => state.focused);
  const target = useSession((state) => state.carry?.target ?? null);
  const connecting = useSession((state) => state.connecting?.component ?? null);
  const { take } = useCarry();
  const port = usePortPress();
  const tabStop =
    focused !== null && analysis.model.document.components[focused] ? focused : firstOf(analysis.layout);
  return useMemo(
    () => ({
      analysis,
      book,
      selected,
      tabStop,
      target,
      connecting,
      showFindings: true,
      status: null,
      onSelect: (id) => select(session, id),
      onFocus: (id) => session.setState({ focused: id }),
      actions: {
        port,
        grab: (id, event) => {
          event.stopPropagation();
          take({ what: 'part', id }, event);
        },
        addSystem: (id) => {
          select(session, id);
          session.setState({ dialog: { show: 'append', id } });
        },
        menu: (id, event) => {
          event.preventDefault();
          event.stopPropagation();
          select(session, id);
          session.setState({ menu: { x: event.clientX, y: event.clientY } });
        },
      },
    }),
    [analysis, book, selected, tabStop, target, connecting, session, take, port],
  );
}

function firstOf(layout: Scene['analysis']['layout']): string | null {
  const [first] = [...layout.values()].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x);
  return first?.id ?? null;
}

/** The layout and its lines while a part is on the move: the part follows the pointer, its lines follow the part. */
function useMoved(): Pick<Scene['analysis'], 'layout' | 'lines'> {
  const { layout, lines, model } = useAnalysis();
  const moving = useSession((state) => state.moving);
  return useMemo(() => {
    if (!moving || !layout.has(moving.id)) return { layout, lines };
    const only = new Set([moving.id]);
    const shifted = movedLayout(layout, only, moving.dx, moving.dy);
    const rest = lines.filter(({ a, b }) => !only.has(a) && !only.has(b));
    return { layout: shifted, lines: [...rest, ...routeDesign(model, shifted, { only })] };
  }, [layout, lines, model, moving]);
}

/** Moving a part that stands on the canvas: one edit when it is let go, or a new host when it is let go over one. */
function usePartDrag(): { start: PartDrag; move: PartDrag; stop: PartDrag } {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  return useMemo(() => {
    const { session, store } = designer;
    const move: PartDrag = (event, node) => {
      const placed = analysisOf(designer).layout.get(node.id);
      if (!placed) return;
      const [dx, dy] = [node.position.x - placed.rect.x, node.position.y - placed.rect.y];
      const hostable = placed.part.type.hostedOn !== null;
      const pointer = pointerOf(event);
      const carried = { what: 'part', id: node.id } as const;
      const target =
        hostable && pointer
          ? targetAt(designer, carried, screenToFlowPosition(pointer, { snapToGrid: false }))
          : null;
      session.setState({
        moving: { id: node.id, dx, dy },
        carry: hostable && target ? { carried, mode: 'drag', pointer, target } : null,
      });
    };
    const stop: PartDrag = (_, node) => {
      const { moving, carry } = session.getState();
      session.setState({ moving: null, carry: null });
      const analysis = analysisOf(designer);
      const component = store.getState().document.components[node.id];
      if (!moving || !component) return;
      if (carry?.target?.lands)
        return perform(designer, moveInto(analysis.model, node.id, carry.target.host));
      if (moving.dx === 0 && moving.dy === 0) return;
      const at = { x: component.x + moving.dx, y: component.y + moving.dy };
      applySettled(designer, { do: 'move', id: node.id, ...at });
    };
    const start: PartDrag = (_, node) => select(session, node.id);
    return { start, move, stop };
  }, [designer, screenToFlowPosition]);
}

function pointerOf(
  event: globalThis.MouseEvent | TouchEvent | React.MouseEvent,
): { x: number; y: number } | null {
  return 'clientX' in event ? { x: event.clientX, y: event.clientY } : null;
}
