import { useSyncExternalStore } from 'react';

/** What lies over any page: the list of all that can be done, or the sheet of keys. */
type Overlay = 'commands' | 'keys';

interface Shown {
  readonly overlay: Overlay;
  /** What had the focus before. */
  readonly opener: Element | null;
}

let shown: Shown | null = null;
const listeners = new Set<() => void>();

function set(next: Shown | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

export const showOverlay = (overlay: Overlay): void => set({ overlay, opener: document.activeElement });
export const hideOverlay = (): void => set(null);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useOverlay = (): Shown | null => useSyncExternalStore(subscribe, () => shown);
