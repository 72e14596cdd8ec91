import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { pointOf } from '../hand/press.ts';
import type { Point } from '../layout/geometry.ts';
import { useDesigner } from '../store/designer.ts';
import { copySelection, pasteText, textOf } from './clipboard.ts';
import { removeAll } from './actions.ts';
import { hasKeys } from './keyboard.ts';
import { situationOf } from './table/situation.ts';

/**
 * Copy, cut and paste by the browser's own events, which need no permission; text fields keep theirs. What is pasted goes to
 * the pointer where that went over the sheet since.
 */
export function useClipboardEvents(canvas: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  const pointed = usePointed(canvas);
  useEffect(() => {
    let shift = false;
    const mine = () => designer.session.getState().dialog === null && hasKeys(canvas.current);
    const take = (event: ClipboardEvent) => {
      const at = situationOf(designer);
      const text = mine() && !window.getSelection()?.toString() ? textOf(designer, at) : null;
      if (text === null || !event.clipboardData) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
      pointed();
      copySelection(designer, at, { toBrowser: false });
      if (event.type === 'cut') removeAll(designer, at);
    };
    const give = (event: ClipboardEvent) => {
      if (!mine()) return;
      event.preventDefault();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      pasteText(designer, text, { keepOutside: shift, at: pointed() });
    };
    const watch = (event: KeyboardEvent) => {
      shift = event.shiftKey;
    };
    window.addEventListener('keydown', watch, { capture: true });
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', give);
    return () => {
      window.removeEventListener('keydown', watch, { capture: true });
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', give);
    };
  }, [designer, canvas, pointed]);
}

/** The point of the drawing that the pointer went to since this was asked last; null where it stayed or is elsewhere. */
function usePointed(canvas: RefObject<HTMLElement | null>): () => Point | null {
  const { screenToFlowPosition } = useReactFlow();
  const last = useRef<Point | null>(null);
  useEffect(() => {
    const sheet = canvas.current;
    const move = (event: PointerEvent) => {
      last.current = pointOf(event);
    };
    const leave = () => {
      last.current = null;
    };
    sheet?.addEventListener('pointermove', move);
    sheet?.addEventListener('pointerleave', leave);
    return () => {
      sheet?.removeEventListener('pointermove', move);
      sheet?.removeEventListener('pointerleave', leave);
    };
  }, [canvas]);
  return useCallback(() => {
    const at = last.current;
    last.current = null;
    return at && screenToFlowPosition(at, { snapToGrid: false });
  }, [screenToFlowPosition]);
}
