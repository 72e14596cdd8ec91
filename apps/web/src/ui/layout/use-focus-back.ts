import { useEffect, useRef } from 'react';

/** What is mounted while it is open gives the focus back as it goes, to what had it before, unless something else has taken it. */
export function useFocusBack(): void {
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const { current } = opener;
    return () => {
      // Once it is gone, and with it what had the focus inside.
      setTimeout(() => {
        if (document.activeElement === document.body && current instanceof HTMLElement) current.focus();
      });
    };
  }, []);
}
