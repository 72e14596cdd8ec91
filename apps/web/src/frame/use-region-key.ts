import { useEffect } from 'react';
import { regionBeside } from '../ui/layout/region.ts';

/** F6 and Shift+F6 go from region to region of any page. A dialog keeps the focus, and a terminal its keys. */
export function useRegionKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      const held =
        event.target instanceof Element && event.target.closest('.xterm, [role="dialog"]') !== null;
      const next = held ? undefined : regionBeside(event.shiftKey ? -1 : 1);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
