import { useState } from 'react';
import type { Draft } from './draft.ts';

const KEY = 'patchbay-price-draft';

/** The draft of the next prices, if any. Another page or a reload loses nothing of it; it ends with the tab, or with what becomes of it. */
export function useDraft(): readonly [draft: Draft | null, put: (next: Draft | null) => void] {
  const [draft, setDraft] = useState(kept);
  const put = (next: Draft | null) => {
    if (next) sessionStorage.setItem(KEY, JSON.stringify([...next]));
    else sessionStorage.removeItem(KEY);
    setDraft(next);
  };
  return [draft, put];
}

function kept(): Draft | null {
  const stored = sessionStorage.getItem(KEY);
  return stored === null ? null : new Map(JSON.parse(stored) as [string, string][]);
}
