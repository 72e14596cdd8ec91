import { readCsv } from '../../../csv.ts';
import { PatchbayError } from '../../../errors.ts';
import type { HostSpec, RowProblem } from './dto.ts';
import type { Problem, Wanted } from './edits.ts';
import { hostSpec, MAX_ROWS } from './host-spec.ts';

/** The columns of a file of hosts, and what of a host each says. */
const COLUMNS = {
  site: null,
  rack: 'rack',
  host: 'name',
  unit: 'rackUnit',
  arch: 'arch',
  model: 'model',
  cpus: 'cpus',
  memory_mib: 'memoryMiB',
  disk_gib: 'diskGiB',
  gpus: 'gpus',
  clock_mhz: 'clockMhz',
  year: 'year',
} as const satisfies Record<string, keyof HostSpec | null>;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const NUMBERS: readonly (keyof HostSpec)[] = [
  'rackUnit',
  'cpus',
  'memoryMiB',
  'diskGiB',
  'gpus',
  'clockMhz',
  'year',
];
const PROBLEM: Partial<Record<keyof HostSpec, RowProblem>> = {
  name: 'name',
  rack: 'name',
  model: 'name',
  arch: 'arch',
  rackUnit: 'unit',
};

export interface ReadRow {
  readonly line: number;
  readonly site: string;
  readonly host: string;
  readonly wanted: Wanted | null;
  readonly problem: Problem | null;
}

interface Known {
  readonly sites: ReadonlyMap<string, { readonly id: string; readonly driver: string }>;
  readonly archs: ReadonlySet<string>;
}

/** The rows of a file of hosts, each as a host that is wanted or with what is wrong with it. */
export function readRows(csv: string, known: Known): ReadRow[] {
  const [head, ...rows] = readCsv(csv) ?? [];
  if (!head) throw noTable('There is no table in this file.');
  const missing = NAMES.filter((name) => !head.fields.includes(name));
  if (missing.length > 0) throw noTable(`The first line names no column ${missing.join(', ')}.`);
  if (rows.length === 0) throw noTable('There is no row below the first line.');
  if (rows.length > MAX_ROWS) throw noTable(`There are more than ${MAX_ROWS} rows.`);
  const at = Object.fromEntries(NAMES.map((name) => [name, head.fields.indexOf(name)]));
  return rows.map(({ line, fields }) => {
    const text = (name: keyof typeof COLUMNS) => fields[at[name] ?? -1] ?? '';
    const [site, host] = [text('site'), text('host')];
    if (fields.length !== head.fields.length)
      return { line, site, host, wanted: null, problem: { problem: 'fields', column: null } };
    return { line, site, host, ...readRow(text, known) };
  });
}

function readRow(
  text: (name: keyof typeof COLUMNS) => string,
  { sites, archs }: Known,
): Pick<ReadRow, 'wanted' | 'problem'> {
  const refused = (problem: RowProblem, column: keyof HostSpec | null = null) => ({
    wanted: null,
    problem: { problem, column },
  });
  const site = sites.get(text('site'));
  if (!site) return refused('site');
  if (site.driver !== 'simulated') return refused('real');
  const spec: Record<string, unknown> = {};
  for (const name of NAMES) {
    const field = COLUMNS[name];
    if (field === null) continue;
    const written = text(name);
    const read = hostSpec[field].safeParse(
      NUMBERS.includes(field) ? (/^\d{1,9}$/.test(written) ? Number(written) : null) : written,
    );
    if (!read.success) return refused(PROBLEM[field] ?? 'number', field);
    spec[field] = read.data;
  }
  const whole = spec as unknown as HostSpec;
  if (!archs.has(whole.arch)) return refused('arch', 'arch');
  return { wanted: { siteId: site.id, hostId: null, spec: whole }, problem: null };
}

function noTable(why: string): PatchbayError {
  return new PatchbayError(
    'BAD_INPUT',
    `${why} Nothing was changed; the hosts of the inventory are downloaded in the form that is wanted.`,
    { issues: ['table'] },
  );
}
