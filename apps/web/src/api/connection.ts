import { useSyncExternalStore } from 'react';

/** Whether the server answers, and when it last did (browser clock, milliseconds). */
export interface Connection {
  readonly up: boolean;
  readonly lastAnswerAt: number | null;
}

let current: Connection = { up: true, lastAnswerAt: null };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  current = next;
  for (const listener of listeners) listener();
}

export function answered(): void {
  set({ up: true, lastAnswerAt: Date.now() });
}

export function failed(): void {
  set({ ...current, up: false });
}

/** The browser knows first when there is no network; that there is one again, an answer has to show. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('offline', failed);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('offline', failed);
  };
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current);
}
