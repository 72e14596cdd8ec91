import { useEffect, useRef, type RefObject } from 'react';

/** A control that waits for the server is disabled and loses the focus; with the answer, or each of a count, it gets it back. */
export function useRefocus<T extends HTMLElement>(answered: boolean | number): RefObject<T | null> {
  const control = useRef<T>(null);
  useEffect(() => {
    if (answered) control.current?.focus();
  }, [answered]);
  return control;
}
