import type { Vector } from '@patchbay/catalog';
import type { Interval } from '../time/index.ts';
import type { MachineDemand } from './demand.ts';
import { fitsIn, freeOn, subtract } from './free.ts';
import { search, suits } from './search.ts';
import type { HostView } from './snapshot.ts';

export interface HostClaim {
  readonly component: string;
  readonly idx: number;
  readonly hostId: string;
  readonly vector: Vector;
}

export interface Placed {
  readonly claims: readonly HostClaim[];
  readonly missing: readonly MachineDemand[];
  /** Nothing is missing, or every way was tried and none fits; false when the search gave up. */
  readonly proved: boolean;
}

/**
 * Best-fit decreasing first. Where that leaves a machine over, every other way is tried, up to SEARCH_STEPS (PLC-2).
 * `missing` counts what best-fit left over.
 */
export function placeMachines(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): Placed {
  return placeIn(machines, hosts, new Map(hosts.map((host) => [host.id, freeOn(host, during)])));
}

/** The same where it is known what each host has left. */
export function placeIn(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  room: ReadonlyMap<string, Vector>,
): Placed {
  const sorted = [...machines].sort(largestFirst);
  const { claims, missing } = bestFit(sorted, hosts, room);
  if (missing.length === 0) return { claims, missing, proved: true };
  const found = search(sorted, hosts, room);
  if (typeof found === 'string') return { claims, missing, proved: found === 'none' };
  return {
    claims: sorted.map((machine, n) => claimOf(machine, found[n] as HostView)),
    missing: [],
    proved: true,
  };
}

/**
 * All machines on one host: the one that they leave with the least CPU, then memory, ties by id. Where none takes them
 * all, `missing` counts what is left over on the host that takes most.
 */
export function placeTogether(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): Placed {
  const tries = hosts.map((host) => placeMachines(machines, [host], during));
  const room = new Map(hosts.map((host) => [host.id, freeOn(host, during)]));
  const fitting = tries.filter((placed) => placed.missing.length === 0 && placed.claims.length > 0);
  const best = tightestOf(fitting, room);
  if (best) return best;
  if (machines.length === 0) return { claims: [], missing: [], proved: true };
  const most = tries.toSorted((a, b) => a.missing.length - b.missing.length)[0];
  return most ?? { claims: [], missing: machines, proved: true };
}

function tightestOf(fitting: readonly Placed[], room: ReadonlyMap<string, Vector>): Placed | undefined {
  const left = ({ claims }: Placed) =>
    claims.reduce((free, { vector }) => subtract(free, vector), room.get(claims[0]?.hostId ?? '') as Vector);
  const idOf = ({ claims }: Placed) => claims[0]?.hostId ?? '';
  return fitting.reduce<Placed | undefined>(
    (best, one) => (!best || isTighter(left(one), idOf(one), left(best), idOf(best)) ? one : best),
    undefined,
  );
}

function bestFit(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  room: ReadonlyMap<string, Vector>,
): { claims: HostClaim[]; missing: MachineDemand[] } {
  const free = new Map(room);
  const claims: HostClaim[] = [];
  const missing: MachineDemand[] = [];
  for (const machine of machines) {
    const host = tightest(machine, hosts, free);
    if (!host) {
      missing.push(machine);
      continue;
    }
    free.set(host.id, subtract(free.get(host.id) as Vector, machine.vector));
    claims.push(claimOf(machine, host));
  }
  return { claims, missing };
}

function claimOf({ component, idx, vector }: MachineDemand, host: HostView): HostClaim {
  return { component, idx, hostId: host.id, vector };
}

function tightest(
  machine: MachineDemand,
  hosts: readonly HostView[],
  free: ReadonlyMap<string, Vector>,
): HostView | undefined {
  let best: { host: HostView; left: Vector } | undefined;
  for (const host of hosts) {
    const room = free.get(host.id);
    if (!room || !suits(machine, host) || !fitsIn(machine.vector, room)) continue;
    const left = subtract(room, machine.vector);
    if (!best || isTighter(left, host.id, best.left, best.host.id)) best = { host, left };
  }
  return best?.host;
}

function isTighter(a: Vector, aId: string, b: Vector, bId: string): boolean {
  if (a.cpuMilli !== b.cpuMilli) return a.cpuMilli < b.cpuMilli;
  if (a.memoryMiB !== b.memoryMiB) return a.memoryMiB < b.memoryMiB;
  return aId < bId;
}

function largestFirst(a: MachineDemand, b: MachineDemand): number {
  return (
    b.vector.cpuMilli - a.vector.cpuMilli ||
    b.vector.memoryMiB - a.vector.memoryMiB ||
    (a.component < b.component ? -1 : a.component > b.component ? 1 : a.idx - b.idx)
  );
}
