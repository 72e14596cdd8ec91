import type { Component, Connection, DesignDocument, Group } from '../document.ts';
import { canonical } from './canonical.ts';

/** The three tables of a document. */
export const TABLES = ['components', 'connections', 'groups'] as const;
export type Table = (typeof TABLES)[number];
export interface Records {
  readonly components: Component;
  readonly connections: Connection;
  readonly groups: Group;
}

export type AnyRecord = Records[Table];

export function recordAt(document: DesignDocument, table: Table, id: string): AnyRecord | null {
  const all: Readonly<Record<string, AnyRecord>> = document[table];
  return Object.hasOwn(all, id) ? (all[id] ?? null) : null;
}

/** The same document with some records of a table put in, or taken out where they are null. Lost ends are left to the caller. */
export function withRecords(
  document: DesignDocument,
  table: Table,
  changes: ReadonlyMap<string, AnyRecord | null>,
): DesignDocument {
  if (changes.size === 0) return document;
  const all: Record<string, AnyRecord | null> = { ...document[table] };
  for (const [id, record] of changes) all[id] = record;
  const left = Object.entries(all).filter(([, record]) => record !== null);
  return { ...document, [table]: Object.fromEntries(left) };
}

export function sameRecord(a: object | null, b: object | null): boolean {
  return a === b || (a !== null && b !== null && canonical(a) === canonical(b));
}

/** What one side made of a field that the other side made something else of; null where it took the field away. */
export interface FieldConflict {
  readonly field: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/**
 * Merges two versions of a record field by field: a place is one field, each property is one. Where both changed a field
 * and not to the same, `mine` wins.
 */
export function mergeRecord<R extends object>(
  base: R,
  mine: R,
  theirs: R,
): { record: R; conflicts: FieldConflict[] } {
  const [before, here, there] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)];
  const merged = new Map<string, unknown>();
  const conflicts: FieldConflict[] = [];
  for (const field of new Set([...here.keys(), ...there.keys()])) {
    const [was, my, their] = [before, here, there].map((fields) => fields.get(field) ?? null);
    const [text, myText, theirText] = [canonical(was), canonical(my), canonical(their)];
    const value = myText === text ? their : my;
    if (myText !== text && theirText !== text && myText !== theirText)
      conflicts.push({ field, mine: my, theirs: their });
    merged.set(field, value);
  }
  return { record: recordOf(merged) as R, conflicts };
}

const PROPERTY = 'properties.';

function fieldsOf(record: object): Map<string, unknown> {
  const { x, y, properties, ...rest } = record as Partial<Component>;
  const fields = new Map<string, unknown>(Object.entries(rest));
  if (properties === undefined) return fields;
  for (const [name, value] of Object.entries(properties)) fields.set(`${PROPERTY}${name}`, value);
  return fields.set('place', { x, y });
}

/** A field that is null is left out of the properties; of other fields null is a value. */
function recordOf(fields: ReadonlyMap<string, unknown>): object {
  const place = fields.get('place');
  const own = [...fields].filter(([name]) => name !== 'place' && !name.startsWith(PROPERTY));
  const record = Object.fromEntries(own);
  if (typeof place !== 'object') return record;
  const properties = [...fields].flatMap(([name, value]) =>
    name.startsWith(PROPERTY) && value !== null ? [[name.slice(PROPERTY.length), value]] : [],
  );
  return { ...record, ...place, properties: Object.fromEntries(properties) };
}
