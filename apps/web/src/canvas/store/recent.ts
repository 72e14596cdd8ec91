import { z } from 'zod';

const KEY = 'patchbay.recent-types';
const MAX_RECENT = 5;
const stored = z.array(z.string().max(60)).max(MAX_RECENT);

/** The types this person added last, newest first; kept in this browser. Nothing where the browser keeps nothing. */
export function recentTypes(): readonly string[] {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

export function withRecent(before: readonly string[], id: string): readonly string[] {
  const next = [id, ...before.filter((one) => one !== id)].slice(0, MAX_RECENT);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // A browser that keeps nothing remembers them as long as the page is open.
  }
  return next;
}
