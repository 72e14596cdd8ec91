import { dataCenterText } from '../../../messages/data-center.ts';
import { hostsText } from '../../../messages/operator/hosts.ts';
import { hostTrouble } from '../../../messages/status.ts';
import { loadOf, loadText, type Dimension } from '../load-bar.tsx';
import type { Listed } from './host-filter.ts';

export interface Column {
  readonly id: string;
  readonly label: string;
  /** Right-aligned. */
  readonly number: boolean;
  readonly text: (row: Listed) => string;
  /** What rows are ordered by. */
  readonly rank: (row: Listed) => number | string;
}

const words = (id: string, label: string, text: (row: Listed) => string): Column => ({
  id,
  label,
  number: false,
  text,
  rank: text,
});

const count = (id: string, label: string, of: (row: Listed) => number): Column => ({
  id,
  label,
  number: true,
  text: (row) => (of(row) === 0 ? dataCenterText.unknown : String(of(row))),
  rank: of,
});

/** The three numbers, ordered by the share that is reserved. */
const load = (id: string, label: string, dimension: Dimension): Column => ({
  id,
  label,
  number: true,
  text: ({ host }) => dataCenterText.three(...loadText(loadOf([host], dimension), dimension)),
  rank: ({ host }) => {
    const { reserved, capacity } = loadOf([host], dimension);
    return capacity === 0 ? 0 : reserved / capacity;
  },
});

/** Beside the name of the host, which always is there. */
export const COLUMNS: readonly Column[] = [
  words('site', hostsText.site, ({ site }) => site.name),
  words('rack', hostsText.rack, ({ rack }) => rack.name),
  words('health', hostsText.health, ({ host }) => hostTrouble(host)?.word ?? hostsText.ok),
  words('arch', hostsText.arch, ({ host }) => host.arch),
  words('model', hostsText.model, ({ host }) => host.model),
  count('unit', hostsText.unit, ({ host }) => host.rackUnit),
  count('mhz', hostsText.mhz, ({ host }) => host.clockMhz),
  count('year', hostsText.year, ({ host }) => (host.engine ? 0 : host.year)),
  load('cpu', hostsText.cpu, 'cpuMilli'),
  load('memory', hostsText.memory, 'memoryMiB'),
  load('disk', hostsText.disk, 'diskMiB'),
  load('gpu', hostsText.gpu, 'gpu'),
];

/** Not shown unless they are asked for: a table fits a page. */
const HIDDEN_AT_FIRST = ['unit', 'mhz', 'year', 'gpu'];

export function shownColumns(query: Pick<URLSearchParams, 'get'>): readonly Column[] {
  const asked = query.get('columns')?.split('-');
  return COLUMNS.filter(({ id }) => (asked ? asked.includes(id) : !HIDDEN_AT_FIRST.includes(id)));
}

export interface Order {
  readonly by: string;
  readonly down: boolean;
}

export function readOrder(query: Pick<URLSearchParams, 'get'>): Order {
  const [by = 'host', direction] = (query.get('sort') ?? 'host').split('-');
  return { by, down: direction === 'down' };
}

/** Rows of the same rank stay in the order of their names. */
export function ordered(rows: readonly Listed[], { by, down }: Order): Listed[] {
  const named = rows.toSorted((a, b) => compare(a.host.name, b.host.name));
  const column = COLUMNS.find(({ id }) => id === by);
  const sign = down ? -1 : 1;
  if (!column) return down ? named.toReversed() : named;
  return named.toSorted((a, b) => sign * compare(column.rank(a), column.rank(b)));
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
