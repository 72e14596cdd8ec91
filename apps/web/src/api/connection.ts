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

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, () => current);
}
