import { useEffect, type RefObject } from 'react';
import { useDesigner } from '../store/designer.ts';
import { copySelection, pasteText, textOf } from './clipboard.ts';
import { removeAll } from './actions.ts';
import { situationOf } from './table/situation.ts';

/** Copy, cut and paste by the browser's own events, which need no permission; text fields keep theirs. */
export function useClipboardEvents(canvas: RefObject<HTMLElement | null>): void {
  const designer = useDesigner();
  useEffect(() => {
    let shift = false;
    const mine = () => {
      const { activeElement } = document;
      if (designer.session.getState().dialog !== null) return false;
      return activeElement === document.body || (canvas.current?.contains(activeElement) ?? false);
    };
    const take = (event: ClipboardEvent) => {
      const at = situationOf(designer);
      const text = mine() && !window.getSelection()?.toString() ? textOf(designer, at) : null;
      if (text === null || !event.clipboardData) return;
      event.preventDefault();
      event.clipboardData.setData('text/plain', text);
      copySelection(designer, at, { toBrowser: false });
      if (event.type === 'cut') removeAll(designer, at);
    };
    const give = (event: ClipboardEvent) => {
      if (!mine()) return;
      event.preventDefault();
      pasteText(designer, event.clipboardData?.getData('text/plain') ?? '', { keepOutside: shift });
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
  }, [designer, canvas]);
}
