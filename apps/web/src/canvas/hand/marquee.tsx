import { useReactFlow } from '@xyflow/react';
import { useCallback, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { overlaps, type Point, type Rect } from '../layout/geometry.ts';
import { analysisOf, useDesigner } from '../store/designer.ts';
import { selectAll } from '../store/session-store.ts';
import classes from '../flow/flow.module.css';

const THRESHOLD = 4;

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
      const start = { x: event.clientX, y: event.clientY };
      const before = event.shiftKey ? selection : [];
      let drawn = false;
      const move = (at: PointerEvent) => {
        const pointer = { x: at.clientX, y: at.clientY };
        if (!drawn && Math.hypot(pointer.x - start.x, pointer.y - start.y) < THRESHOLD) return;
        drawn = true;
        const rect = between(start, pointer);
        setFrame({ ...rect, x: rect.x - box.left, y: rect.y - box.top });
        const [from, to] = [rect, { x: rect.x + rect.width, y: rect.y + rect.height }].map((point) =>
          screenToFlowPosition({ x: point.x, y: point.y }, { snapToGrid: false }),
        ) as [Point, Point];
        const inside = [...analysisOf(designer).layout.values()]
          .filter((placed) => overlaps(placed.rect, between(from, to)))
          .map(({ id }) => id);
        selectAll(session, [...new Set([...before, ...inside])]);
      };
      const end = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', end);
        window.removeEventListener('pointercancel', end);
        setFrame(null);
        // The click that follows would clear the selection.
        if (drawn)
          window.addEventListener('click', (click) => click.stopPropagation(), { capture: true, once: true });
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', end);
      window.addEventListener('pointercancel', end);
    },
    [designer, screenToFlowPosition],
  );
  return { frame, press };
}

function between(a: Point, b: Point): Rect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

export function Marquee({ frame }: { frame: Rect | null }) {
  if (!frame) return null;
  const { x, y, width, height } = frame;
  return <div aria-hidden="true" className={classes.marquee} style={{ left: x, top: y, width, height }} />;
}
