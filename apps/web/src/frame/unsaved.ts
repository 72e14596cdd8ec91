import { useEffect } from 'react';

/** What a page has that the server has not. */
export interface Unsaved {
  dirty(): boolean;
  /** How many changes wait to be saved. */
  changes(): number;
  /** True when the server has everything. */
  flush(): Promise<boolean>;
}

const held = new Set<Unsaved>();

/** Lets the frame know of a page's unsaved work, for as long as the page is there. */
export function useUnsaved(work: Unsaved): void {
  useEffect(() => {
    held.add(work);
    return () => void held.delete(work);
  }, [work]);
}

/** Whether leaving the page now would lose something. */
export const hasUnsaved = (): boolean => [...held].some((work) => work.dirty());

/** How many changes of the open pages the server has not. */
export const unsavedChanges = (): number => [...held].reduce((sum, work) => sum + work.changes(), 0);

/** Saves what is not saved yet. False when some of it could not be. */
export async function saveUnsaved(): Promise<boolean> {
  const saved = await Promise.all([...held].map((work) => work.flush()));
  return saved.every(Boolean);
}
