import { useReactFlow } from '@xyflow/react';
import { useCallback, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { between, type Point, type Rect } from '../layout/geometry.ts';
import { spaceOf } from '../layout/layout.ts';
import { analysisOf, useDesigner } from '../store/designer.ts';
import { selectAll } from '../store/session-store.ts';
import { followPress, pointOf } from './press.ts';
import classes from '../flow/flow.module.css';

/** A frame drawn on the empty sheet selects what it touches; with Shift it adds to what is selected. */
export function useMarquee(): {
  frame: Rect | null;
  press: (event: ReactPointerEvent) => void;
} {
  const designer = useDesigner();
  const { screenToFlowPosition } = useReactFlow();
  const [frame, setFrame] = useState<Rect | null>(null);
  const press = useCallback(
    (event: ReactPointerEvent) => {
      const { session } = designer;
      const { tool, grip, carry, connecting, placing, selection } = session.getState();
      const onSheet = (event.target as Element).classList.contains('react-flow__pane');
      if (event.button !== 0 || !onSheet || tool !== 'select' || grip || carry || connecting || placing)
        return;
      const box = event.currentTarget.getBoundingClientRect();
      const start = pointOf(event);
      const before = event.shiftKey ? selection : [];
      followPress(start, {
        drag: (pointer) => {
          const rect = between(start, pointer);
          setFrame({ ...rect, x: rect.x - box.left, y: rect.y - box.top });
          const [from, to] = [start, pointer].map((point) =>
            screenToFlowPosition({ ...point }, { snapToGrid: false }),
          ) as [Point, Point];
          const inside = spaceOf(analysisOf(designer).layout)
            .over(between(from, to))
            .map(({ id }) => id);
          selectAll(session, [...new Set([...before, ...inside])]);
          return true;
        },
        release: (_, dragged) => {
          setFrame(null);
          if (dragged) swallowClick();
        },
        cancel: () => setFrame(null),
      });
    },
    [designer, screenToFlowPosition],
  );
  return { frame, press };
}

/** The click that follows would clear the selection. None does where the pointer was let go outside of the window. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => click.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}

export function Marquee({ frame }: { frame: Rect | null }) {
  if (!frame) return null;
  const { x, y, width, height } = frame;
  return <div aria-hidden="true" className={classes.marquee} style={{ left: x, top: y, width, height }} />;
}
