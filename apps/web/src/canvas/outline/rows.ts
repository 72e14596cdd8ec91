import type { Part } from '@patchbay/engine/design';
import type { Finding } from '@patchbay/engine/constraints';
import { rootOf } from '../layout/layout.ts';
import type { Analysis } from '../store/analysis.ts';

/** One line of the outline: a group, a part, or a connection of the part above it. */
export interface Row {
  /** Id of what it stands for; a connection has a row under each of its ends, so rows are told apart by `key`. */
  readonly id: string;
  readonly key: string;
  readonly level: number;
  readonly name: string;
  readonly part: Part | null;
  /** `eth0`, for a connection. */
  readonly label: string | null;
  readonly count: number | null;
  readonly findings: readonly Finding[];
  /** Null where nothing can be folded away. */
  readonly open: boolean | null;
}

/** The design as lines in reading order: groups, then what stands on the canvas, each with what it hosts and what it is joined to. */
export function rowsOf(analysis: Analysis, closed: ReadonlySet<string>): Row[] {
  const { model, layout } = analysis;
  const roots = [...layout.values()].sort((a, b) => a.rect.y - b.rect.y || a.rect.x - b.rect.x);
  const groups = Object.values(model.document.groups);
  const inGroup = (id: string) => roots.filter(({ part }) => part.component.group === id);
  return [
    ...groups.flatMap((group): Row[] => {
      const members = inGroup(group.id);
      const open = !closed.has(group.id);
      const row: Row = {
        ...plain(group.id, group.name, 1),
        count: members.reduce((sum, { part }) => sum + part.component.count, 0),
        open,
      };
      return [row, ...(open ? members.flatMap(({ part }) => partRows(analysis, part, 2, closed)) : [])];
    }),
    ...roots
      .filter(({ part }) => part.component.group === null)
      .flatMap(({ part }) => partRows(analysis, part, 1, closed)),
  ];
}

function plain(id: string, name: string, level: number): Row {
  return { id, key: id, level, name, part: null, label: null, count: null, findings: [], open: null };
}

function partRows(analysis: Analysis, part: Part, level: number, closed: ReadonlySet<string>): Row[] {
  const { model, about } = analysis;
  const { id, name, count } = part.component;
  const hosted = (model.hosted.get(id) ?? []).filter(
    (child) => rootOf(model, child.component.id) !== child.component.id,
  );
  const joins = analysis.lines
    .filter(({ a, b }) => a === id || b === id)
    .sort((one, two) => inReadingOrder(analysis, otherEnd(one, id), otherEnd(two, id)));
  const open = hosted.length + joins.length === 0 ? null : !closed.has(id);
  const row: Row = { ...plain(id, name, level), part, count, findings: about.get(id) ?? [], open };
  if (!open) return [row];
  return [
    row,
    ...hosted.flatMap((child) => partRows(analysis, child, level + 1, closed)),
    ...joins.map((line): Row => {
      const other = otherEnd(line, id);
      const to = model.document.components[other]?.name ?? '';
      return { ...plain(line.id, to, level + 1), key: `${line.id} ${id}`, label: line.label };
    }),
  ];
}

function otherEnd({ a, b }: { readonly a: string; readonly b: string }, id: string): string {
  return a === id ? b : a;
}

function inReadingOrder({ layout }: Analysis, one: string, two: string): number {
  const [a, b] = [layout.get(one)?.rect, layout.get(two)?.rect];
  return a && b ? a.y - b.y || a.x - b.x : 0;
}

/** Rows that contain every word, with the rows they stand under. */
export function matching(rows: readonly Row[], query: string): { rows: Row[]; found: Row[] } {
  const words = query.trim().toLowerCase().split(/\s+/);
  const text = ({ name, part, label }: Row) =>
    label === null ? `${name} ${part?.type.name ?? ''}`.toLowerCase() : '';
  const found = rows.filter((row) => words.every((word) => text(row).includes(word)));
  const kept = new Set<Row>(found);
  rows.forEach((row, n) => {
    if (!kept.has(row)) return;
    let { level } = row;
    for (let at = n - 1; at >= 0 && level > 1; at -= 1) {
      const above = rows[at] as Row;
      if (above.level < level) {
        kept.add(above);
        level = above.level;
      }
    }
  });
  return { rows: rows.filter((row) => kept.has(row)), found };
}
