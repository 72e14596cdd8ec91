import type { Group, Part } from '@patchbay/engine/design';
import type { Finding } from '@patchbay/engine/constraints';
import { inReadingOrder } from '../layout/geometry.ts';
import { rootOf } from '../layout/layout.ts';
import { byPlace } from '../layout/tree-order.ts';
import { unknownType } from '../layout/unknown-type.ts';
import type { Line } from '../routing/route.ts';
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

/**
 * The design as lines in reading order: groups with their members, also of collapsed ones, then what stands on the canvas, each
 * with what it hosts and what it is joined to.
 */
export function rowsOf(analysis: Analysis, closed: ReadonlySet<string>): Row[] {
  const { model, layout } = analysis;
  const design: Design = { analysis, closed, joins: joinsOf(analysis.lines) };
  const alone = [...layout.values()].flatMap(({ part }) => (part.component.group === null ? [part] : []));
  return [
    ...Object.values(model.document.groups).flatMap((group) => groupRows(design, group)),
    ...alone.sort(byPlace).flatMap((part) => partRows(design, part, 1)),
  ];
}

function groupRows(design: Design, { id, name }: Group): Row[] {
  const { model, layout } = design.analysis;
  const members = (layout.groups.get(id)?.members ?? [])
    .flatMap((member) => model.document.components[member] ?? [])
    .map((component) => model.byId.get(component.id) ?? { component, type: unknownType(component) })
    .sort(byPlace);
  const open = !design.closed.has(id);
  const count = members.reduce((sum, { component }) => sum + component.count, 0);
  const row: Row = { ...plain(id, name, 1), count, open };
  if (!open) return [row];
  return [row, ...members.flatMap((part) => partRows(design, part, 2)), ...joinRows(design, id, 2)];
}

/** What a row is made from. */
interface Design {
  readonly analysis: Analysis;
  readonly closed: ReadonlySet<string>;
  /** The lines of each part and collapsed group that has any. */
  readonly joins: ReadonlyMap<string, readonly Line[]>;
}

function joinsOf(lines: readonly Line[]): Map<string, Line[]> {
  const joins = new Map<string, Line[]>();
  for (const line of lines) for (const end of [line.a, line.b]) add(joins, end, line);
  return joins;
}

function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

function plain(id: string, name: string, level: number): Row {
  return { id, key: id, level, name, part: null, label: null, count: null, findings: [], open: null };
}

function partRows(design: Design, part: Part, level: number): Row[] {
  const { model, about } = design.analysis;
  const { id, name, count } = part.component;
  const hosted = (model.hosted.get(id) ?? []).filter(
    (child) => rootOf(model, child.component.id) !== child.component.id,
  );
  const open = hosted.length === 0 && !design.joins.has(id) ? null : !design.closed.has(id);
  const row: Row = { ...plain(id, name, level), part, count, findings: about.get(id) ?? [], open };
  if (!open) return [row];
  return [
    row,
    ...hosted.flatMap((child) => partRows(design, child, level + 1)),
    ...joinRows(design, id, level + 1),
  ];
}

const NOWHERE = { x: 0, y: 0 };

/** What a part or a collapsed group is joined to, in reading order. */
function joinRows({ analysis, joins }: Design, id: string, level: number): Row[] {
  const { model, layout } = analysis;
  const { components, groups } = model.document;
  const far = ({ a, b }: Line) => (a === id ? b : a);
  const place = (line: Line) => (layout.get(far(line)) ?? layout.groups.get(far(line)))?.rect ?? NOWHERE;
  const inOrder = (joins.get(id) ?? []).toSorted((a, b) => inReadingOrder(place(a), place(b)));
  return inOrder.map((line): Row => {
    const other = far(line);
    const to = (components[other] ?? groups[other])?.name ?? '';
    return { ...plain(line.id, to, level), key: `${line.id} ${id}`, label: line.label };
  });
}

/** Rows that contain every word, with the rows they stand under. */
export function matching(rows: readonly Row[], query: string): { rows: Row[]; found: Row[] } {
  const words = query.trim().toLowerCase().split(/\s+/);
  const text = ({ name, part, label }: Row) =>
    label === null ? `${name} ${part?.type.name ?? ''}`.toLowerCase() : '';
  const found = rows.filter((row) => words.every((word) => text(row).includes(word)));
  const kept = new Set<Row>(found);
  const above: Row[] = [];
  for (const row of rows) {
    above.length = row.level - 1;
    if (kept.has(row)) for (const one of above) kept.add(one);
    above.push(row);
  }
  return { rows: rows.filter((row) => kept.has(row)), found };
}
