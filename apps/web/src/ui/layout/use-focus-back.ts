import { useEffect, useRef } from 'react';

/**
 * What is mounted while it is open gives the focus back as it goes, to what had it before, unless something else has taken it.
 * `orElse` is for what can be open from the start, or outlast what it was opened by.
 */
export function useFocusBack(orElse?: () => void): void {
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const { current } = opener;
    return () => {
      // Once it is gone, and with it what had the focus inside.
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        if (current instanceof HTMLElement) current.focus();
        if (document.activeElement === document.body) orElse?.();
      });
    };
  }, [orElse]);
}
