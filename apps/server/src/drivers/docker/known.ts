import type { Labels } from './names.ts';

/** For so long it is believed; then it is looked up again. */
const BELIEVED_MS = 60_000;
/** So many names are remembered, the latest. */
const MOST = 10_000;

export interface Thing {
  readonly id: string;
  readonly labels: Labels;
}

/**
 * What this process just made or saw on an engine, by name, so that it need not be looked up before each call.
 * Only hints: another process may have removed it, and made it anew.
 */
export interface Known {
  get(name: string): Thing | undefined;
  put(name: string, thing: Thing): void;
  forget(name: string): void;
}

export function known(): Known {
  const entries = new Map<string, { thing: Thing; until: number }>();
  return {
    get: (name) => {
      const entry = entries.get(name);
      return entry && entry.until > performance.now() ? entry.thing : undefined;
    },
    put: (name, thing) => {
      // Put at the end, so that the first one is the oldest.
      entries.delete(name);
      entries.set(name, { thing, until: performance.now() + BELIEVED_MS });
      const [oldest] = entries.keys();
      if (entries.size > MOST && oldest !== undefined) entries.delete(oldest);
    },
    forget: (name) => {
      entries.delete(name);
    },
  };
}
