import type { DesignDocument } from '../document.ts';
import {
  mergeRecord,
  recordAt,
  sameRecord,
  TABLES,
  withRecords,
  type AnyRecord,
  type Records,
  type Table,
} from './records.ts';
import { isWithinLimits, soundDesign } from './sound.ts';

/** A record as it was and as it is: null where it was not there, or is no longer. Kept whole, so that it works both ways. */
export interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** What differs between two documents, by table and id. */
export type DesignDiff = { readonly [T in Table]: Readonly<Record<string, Change<Records[T]>>> };

export function diffDesigns(before: DesignDocument, after: DesignDocument): DesignDiff {
  return Object.fromEntries(
    TABLES.map((table) => [table, changesOf(before, after, table)]),
  ) as unknown as DesignDiff;
}

export function isEmptyDiff(diff: DesignDiff): boolean {
  return TABLES.every((table) => Object.keys(diff[table]).length === 0);
}

/**
 * Makes the changes of a diff, or takes them back. On the document that it was taken of, the result is the other one. On a
 * document that others have changed meanwhile, only what the diff changed is touched: what is gone stays gone, what is
 * there already stays as it is, fields that the diff does not name keep their values, and what loses an end is isolated
 * as in `soundDesign`. Where there would be too much, nothing changes.
 */
export function applyDiff(
  document: DesignDocument,
  diff: DesignDiff,
  direction: 'forward' | 'back',
): DesignDocument {
  let changed = document;
  for (const table of TABLES) changed = changedTable(changed, table, diff, direction);
  const sound = soundDesign(changed);
  return isWithinLimits(sound) ? sound : document;
}

function changesOf(
  from: DesignDocument,
  to: DesignDocument,
  table: Table,
): Record<string, Change<AnyRecord>> {
  if (from[table] === to[table]) return {};
  const changes: Record<string, Change<AnyRecord>> = {};
  for (const id of Object.keys({ ...from[table], ...to[table] })) {
    const [before, after] = [recordAt(from, table, id), recordAt(to, table, id)];
    if (!sameRecord(before, after)) changes[id] = { before, after };
  }
  return changes;
}

function changedTable(
  document: DesignDocument,
  table: Table,
  diff: DesignDiff,
  direction: 'forward' | 'back',
): DesignDocument {
  const made = new Map<string, AnyRecord | null>();
  const changes: Readonly<Record<string, Change<AnyRecord>>> = diff[table];
  for (const [id, { before, after }] of Object.entries(changes)) {
    const [from, to] = direction === 'forward' ? [before, after] : [after, before];
    const now = recordAt(document, table, id);
    if (to === null) made.set(id, null);
    else if (now === null && from === null) made.set(id, to);
    else if (now !== null && from !== null) made.set(id, mergeRecord(from, to, now).record);
  }
  return withRecords(document, table, made);
}
