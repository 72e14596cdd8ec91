import { VECTOR_DIMENSIONS, type Vector } from '@patchbay/catalog';
import { excess } from '@patchbay/engine/time';
import { groupBy } from '../group-by.ts';
import type { HostSpec, RowProblem } from './dto.ts';
import type { ClaimOn } from './repository.ts';

const MIB_PER_GIB = 1024;

/** A host that stands there, as it would be written down. */
export interface Standing {
  readonly id: string;
  readonly siteId: string;
  readonly spec: HostSpec;
}

/** A host as it is to be. */
export interface Wanted {
  readonly siteId: string;
  /** Null where it is known by its name. */
  readonly hostId: string | null;
  readonly spec: HostSpec;
}

export interface Problem {
  readonly problem: RowProblem;
  readonly column: keyof HostSpec | null;
}

/** What there would be too little of, until when, and what has it. */
export interface Short {
  readonly of: (keyof Vector)[];
  readonly until: number;
  readonly by: ClaimOn[];
}

export interface Judged {
  readonly wanted: Wanted;
  readonly host: Standing | null;
  readonly changes: readonly (keyof HostSpec)[];
  readonly problem: Problem | null;
  readonly short: Short | null;
}

export function vectorOf({ cpus, memoryMiB, diskGiB, gpus }: HostSpec): Vector {
  return { cpuMilli: cpus * 1000, memoryMiB, diskMiB: diskGiB * MIB_PER_GIB, gpu: gpus };
}

const FIELDS = [
  'name',
  'rack',
  'rackUnit',
  'model',
  'arch',
  'clockMhz',
  'year',
  'cpus',
  'memoryMiB',
  'diskGiB',
  'gpus',
] as const satisfies readonly (keyof HostSpec)[];
/** What machines were placed by: nothing of it changes below what is booked. */
const PLACED_BY: readonly (keyof HostSpec)[] = ['arch', 'clockMhz'];
const AMOUNTS: readonly (keyof HostSpec)[] = ['cpus', 'memoryMiB', 'diskGiB', 'gpus'];

/** Every wanted host beside the one that it changes, and in what. */
export function compared(
  wanted: readonly Wanted[],
  standing: readonly Standing[],
): Pick<Judged, 'wanted' | 'host' | 'changes'>[] {
  const byId = new Map(standing.map((host) => [host.id, host]));
  const byName = new Map(standing.map((host) => [nameKey(host), host]));
  return wanted.map((one) => {
    const host = (one.hostId === null ? byName.get(nameKey(one)) : byId.get(one.hostId)) ?? null;
    const changes =
      host === null ? [...FIELDS] : FIELDS.filter((field) => host.spec[field] !== one.spec[field]);
    return { wanted: one, host, changes };
  });
}

/** Hosts whose claims bear on whether they may change so. */
export function placing(all: readonly Pick<Judged, 'host' | 'changes'>[]): string[] {
  return all.flatMap(({ host, changes }) =>
    host && changes.some((field) => PLACED_BY.includes(field) || AMOUNTS.includes(field)) ? [host.id] : [],
  );
}

/** Which of them may be as they are wanted, all together (CAP-1). */
export function judged(
  all: readonly Pick<Judged, 'wanted' | 'host' | 'changes'>[],
  standing: readonly Standing[],
  claims: readonly ClaimOn[],
  at: number,
): Judged[] {
  const names = counted([...after(all, standing)].map(nameKey));
  const units = counted([...after(all, standing)].map(unitKey));
  const wanted = counted(all.map(({ wanted }) => nameKey(wanted)));
  const claimed = groupBy(claims, ({ hostId }) => hostId);
  return all.map((one): Judged => {
    const { wanted: want, host, changes } = one;
    const on = (host && claimed.get(host.id)) ?? [];
    const short =
      host && changes.some((field) => AMOUNTS.includes(field)) ? shortOf(on, vectorOf(want.spec), at) : null;
    const problem = ((): Problem | null => {
      if ((wanted.get(nameKey(want)) ?? 0) > 1 || (names.get(nameKey(want)) ?? 0) > 1)
        return { problem: 'twice', column: 'name' };
      const moves = changes.includes('rack') || changes.includes('rackUnit');
      if (moves && (units.get(unitKey(want)) ?? 0) > 1) return { problem: 'unit-taken', column: 'rackUnit' };
      const fixed = on.length > 0 && changes.find((field) => PLACED_BY.includes(field));
      if (host && fixed) return { problem: 'booked', column: fixed };
      if (short) return { problem: 'claimed', column: columnOf(short.of[0]) };
      return null;
    })();
    return { ...one, problem, short };
  });
}

function shortOf(claims: readonly ClaimOn[], capacity: Vector, at: number): Short | null {
  const found = VECTOR_DIMENSIONS.flatMap((dimension) => {
    const taken = claims.map((claim) => ({ claim, during: claim.during, amount: claim.vector[dimension] }));
    const over = excess(taken, capacity[dimension], at);
    return over ? [{ dimension, over }] : [];
  });
  if (found.length === 0) return null;
  return {
    of: found.map(({ dimension }) => dimension),
    until: Math.max(...found.map(({ over }) => over.until)),
    by: [...new Set(found.flatMap(({ over }) => over.by.map(({ claim }) => claim)))],
  };
}

/** What stands there once all is as it is wanted. */
function* after(
  all: readonly Pick<Judged, 'wanted' | 'host'>[],
  standing: readonly Standing[],
): Generator<Wanted | Standing> {
  const changed = new Set(all.flatMap(({ host }) => (host ? [host.id] : [])));
  for (const host of standing) if (!changed.has(host.id)) yield host;
  for (const { wanted } of all) yield wanted;
}

function counted(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

const nameKey = ({ siteId, spec }: Pick<Standing, 'siteId' | 'spec'>) => `${siteId} ${spec.name}`;
const unitKey = ({ siteId, spec }: Pick<Standing, 'siteId' | 'spec'>) =>
  `${siteId} ${spec.rackUnit} ${spec.rack}`;

function columnOf(dimension: keyof Vector | undefined): keyof HostSpec {
  const columns = { cpuMilli: 'cpus', memoryMiB: 'memoryMiB', diskMiB: 'diskGiB', gpu: 'gpus' } as const;
  return columns[dimension ?? 'cpuMilli'];
}
