import type { Component, DesignDocument } from '../document.ts';
import { towerProblem } from '../towers.ts';
import { diffDesigns } from './diff.ts';
import { withHosted } from './edit-parts.ts';
import {
  mergeRecord,
  recordAt,
  sameRecord,
  TABLES,
  withRecords,
  type AnyRecord,
  type Table,
} from './records.ts';
import { isWithinLimits, soundDesign } from './sound.ts';

/** Something that both sides cannot have. The merged document has `mine`. */
export type Conflict =
  /** Both changed one field of a record. `place` is x and y; a property is `properties.` and its name. */
  | {
      readonly what: 'field';
      readonly table: Table;
      readonly id: string;
      readonly field: string;
      readonly mine: unknown;
      readonly theirs: unknown;
    }
  /** One side removed what the other changed, built on or joined. What is kept here keeps what it hosts and how it is joined. */
  | { readonly what: 'removed'; readonly table: Table; readonly id: string; readonly by: 'mine' | 'theirs' }
  /** Removed here, or grouped away, is what they hosted something on or joined it to: this one lost that end. */
  | { readonly what: 'lost-end'; readonly table: Table; readonly id: string }
  /** Both together are more than a design may have; the merged document is `mine`. */
  | { readonly what: 'too-large' };

export interface Merged {
  readonly document: DesignDocument;
  readonly conflicts: readonly Conflict[];
}

/**
 * Merges two documents that both come from `base`, record by record and field by field. Where one side changed something it
 * is taken; where both made the same change it is one; else see `Conflict`. Of valid documents the result is valid.
 */
export function mergeDesigns(base: DesignDocument, mine: DesignDocument, theirs: DesignDocument): Merged {
  const conflicts: Conflict[] = [];
  let raw = mine;
  for (const table of TABLES) raw = mergeTable(raw, table, { base, mine, theirs }, conflicts);
  conflicts.push(...removedBelowMine(raw, mine));
  raw = withWhatIsKept(raw, mine, conflicts);
  const document = soundDesign(withMyHosts(raw, mine));
  if (!isWithinLimits(document)) return { document: mine, conflicts: [...conflicts, { what: 'too-large' }] };
  return { document, conflicts: [...conflicts, ...lostEnds(raw, document)] };
}

interface Sides {
  readonly base: DesignDocument;
  readonly mine: DesignDocument;
  readonly theirs: DesignDocument;
}

function mergeTable(
  into: DesignDocument,
  table: Table,
  { base, mine, theirs }: Sides,
  conflicts: Conflict[],
): DesignDocument {
  const made = new Map<string, AnyRecord | null>();
  for (const id of Object.keys({ ...base[table], ...theirs[table] }).sort()) {
    const [before, my, their] = [
      recordAt(base, table, id),
      recordAt(mine, table, id),
      recordAt(theirs, table, id),
    ];
    if (sameRecord(before, their) || sameRecord(my, their)) continue;
    if (sameRecord(before, my)) made.set(id, their);
    else if (my !== null && their !== null) {
      const merged = mergeRecord(before ?? {}, my, their);
      made.set(id, merged.record as AnyRecord);
      conflicts.push(...merged.conflicts.map((one) => ({ what: 'field' as const, table, id, ...one })));
    } else conflicts.push({ what: 'removed', table, id, by: my === null ? 'mine' : 'theirs' });
  }
  return withRecords(into, table, made);
}

/**
 * What was removed there although something of mine stands on it or is joined to it, down to the machine: mine stays whole,
 * so it is a conflict about what lies below, not a part that is left without it.
 */
function removedBelowMine(raw: DesignDocument, mine: DesignDocument): Conflict[] {
  const gone = (id: string) => !Object.hasOwn(raw.components, id) && Object.hasOwn(mine.components, id);
  const ends = [
    ...Object.values(raw.components).flatMap(({ host }) => host ?? []),
    ...Object.values(raw.connections).flatMap(({ a, b }) => [a.component, b.component]),
  ];
  const lost = new Set<string>();
  for (const end of ends)
    for (let id: string | null = end; id !== null && gone(id); id = mine.components[id]?.host ?? null)
      lost.add(id);
  return [...lost].sort().map((id) => ({ what: 'removed', table: 'components', id, by: 'theirs' }));
}

/** A part that stays here although it was removed there keeps what it hosts and how it is joined. */
function withWhatIsKept(
  raw: DesignDocument,
  mine: DesignDocument,
  conflicts: readonly Conflict[],
): DesignDocument {
  const kept = conflicts.flatMap((one) =>
    one.what === 'removed' && one.table === 'components' && one.by === 'theirs' ? [one.id] : [],
  );
  if (kept.length === 0) return raw;
  const family = withHosted(mine, kept);
  const components = { ...raw.components };
  for (const [id, part] of Object.entries(mine.components)) if (family.has(id)) components[id] ??= part;
  const connections = { ...raw.connections };
  for (const [id, { a, b }] of Object.entries(mine.connections)) {
    const own = family.has(a.component) || family.has(b.component);
    const ends = Object.hasOwn(components, a.component) && Object.hasOwn(components, b.component);
    if (own && ends) connections[id] ??= { id, a, b };
  }
  return { ...raw, components, connections };
}

/** Each side may host one part on another, and both together in a circle: then mine is how it was here. */
function withMyHosts(document: DesignDocument, mine: DesignDocument): DesignDocument {
  const components = { ...document.components };
  for (const id of Object.keys(components).sort()) {
    const part = components[id] as Component;
    const my = Object.hasOwn(mine.components, id) ? mine.components[id] : undefined;
    const problem = towerProblem(components, id);
    if (my && problem !== null && problem !== 'names no component of this design')
      components[id] = { ...part, host: my.host };
  }
  return { ...document, components };
}

function lostEnds(raw: DesignDocument, document: DesignDocument): Conflict[] {
  const { components, connections } = diffDesigns(raw, document);
  return [
    ...Object.keys(components).map((id) => ({ what: 'lost-end' as const, table: 'components' as const, id })),
    ...Object.keys(connections).map((id) => ({
      what: 'lost-end' as const,
      table: 'connections' as const,
      id,
    })),
  ];
}
