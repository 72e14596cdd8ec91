import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, type PointerEvent as ReactPointerEvent } from 'react';
import { said } from '../../messages/designer/said.ts';
import { connectParts, nameOf } from '../commands/gestures.ts';
import type { Point } from '../layout/geometry.ts';
import type { SceneActions } from '../flow/scene.ts';
import { rootOf } from '../layout/layout.ts';
import { analysisOf, newId, perform, useDesigner, useSession, type Designer } from '../store/designer.ts';
import { refuse, say } from '../store/session-store.ts';
import { followPress, pointOf } from './press.ts';

interface PortEnd {
  readonly component: string;
  readonly port?: string;
}

/** The port or the part under a point of the screen. */
function endAt(designer: Designer, { x, y }: Point): PortEnd | null {
  const element = document.elementFromPoint(x, y);
  const port = element?.closest<HTMLElement>('[data-port]');
  if (port?.dataset['of'] && port.dataset['port'])
    return { component: port.dataset['of'], port: port.dataset['port'] };
  const part = element?.closest<HTMLElement>('[data-part]')?.dataset['part'];
  return part ? { component: rootOf(analysisOf(designer).model, part) } : null;
}

/** Ends the connection in progress on what is under the pointer; says so when nothing there fits. */
export function finishAt(designer: Designer, client: Point): void {
  const { connecting } = designer.session.getState();
  designer.session.setState({ connecting: null });
  const end = connecting ? endAt(designer, client) : null;
  if (!connecting || !end || end.component === connecting.component) return;
  const { model } = analysisOf(designer);
  const chosen = { a: connecting.port, ...(end.port === undefined ? {} : { b: end.port }) };
  const gesture = connectParts(model, connecting.component, end.component, newId, chosen);
  if (gesture) perform(designer, gesture);
  else refuse(designer.session, said.notTaken(nameOf(model, end.component)));
}

/** A drag from a port draws to another port; a click on one starts, and the next click ends. */
export function usePortPress(): Pick<SceneActions, 'port' | 'connect'> {
  const designer = useDesigner();
  return useMemo(() => {
    const { session } = designer;
    const connect = (id: string, port: string) => {
      session.setState({ connecting: { component: id, port, pointer: null, mode: 'click' }, carry: null });
      say(session, said.connecting(nameOf(analysisOf(designer).model, id)));
    };
    const press = (id: string, port: string, event: ReactPointerEvent) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      if (session.getState().connecting?.mode === 'click') return;
      let drawn = false;
      followPress(pointOf(event), {
        drag: (pointer) => {
          // Escape has put it back.
          if (drawn && session.getState().connecting === null) return false;
          drawn = true;
          session.setState({ connecting: { component: id, port, pointer, mode: 'drag' } });
          return true;
        },
        release: (pointer, dragged) => {
          if (dragged) finishAt(designer, pointer);
        },
        cancel: () => session.setState({ connecting: null }),
      });
    };
    return { port: press, connect };
  }, [designer]);
}

/** The two ends of the dashed line while connecting, in drawing pixels. */
export function useConnectPreview(): { from: Point; to: Point } | null {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  const connecting = useSession((state) => state.connecting);
  const clicking = connecting?.mode === 'click';
  useEffect(() => {
    if (!clicking) return undefined;
    const move = (event: PointerEvent) => {
      const now = designer.session.getState().connecting;
      if (now)
        designer.session.setState({
          connecting: { ...now, pointer: { x: event.clientX, y: event.clientY } },
        });
    };
    window.addEventListener('pointermove', move);
    return () => window.removeEventListener('pointermove', move);
  }, [clicking, designer]);
  const rect = connecting ? analysisOf(designer).layout.get(connecting.component)?.rect : undefined;
  if (!connecting?.pointer || !rect) return null;
  return {
    from: { x: rect.x + rect.width, y: rect.y + rect.height / 2 },
    to: screenToFlowPosition({ ...connecting.pointer }, { snapToGrid: false }),
  };
}
