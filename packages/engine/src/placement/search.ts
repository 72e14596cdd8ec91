import { VECTOR_DIMENSIONS, type Vector } from '@patchbay/catalog';
import type { MachineDemand } from './demand.ts';
import { fitsIn, subtract } from './free.ts';
import type { HostView } from './snapshot.ts';

/** How many times a machine is tried on a host before the search gives up. */
const SEARCH_STEPS = 10_000;

/** A host for each machine, in the machines' order; or that there is no way; or that the steps ran out. */
export type SearchResult = readonly HostView[] | 'none' | 'gave-up';

/**
 * Tries every way of putting machines on hosts. Equal machines are put on hosts in one order only, since exchanging
 * them changes nothing. Deterministic: hosts by id, machines as given with equal ones side by side.
 */
export function search(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  room: ReadonlyMap<string, Vector>,
): SearchResult {
  const sorted = [...hosts].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (!couldFit(machines, sorted, room)) return 'none';
  const free = sorted.map((host) => room.get(host.id) as Vector);
  const chosen: number[] = [];
  let steps = 0;

  const place = (n: number): 'done' | 'none' | 'gave-up' => {
    const machine = machines[n];
    if (!machine) return 'done';
    const before = machines[n - 1];
    const first = before && isEqual(before, machine) ? (chosen[n - 1] ?? 0) : 0;
    for (let at = first; at < sorted.length; at += 1) {
      const left = free[at] as Vector;
      if (!suits(machine, sorted[at] as HostView) || !fitsIn(machine.vector, left)) continue;
      steps += 1;
      if (steps > SEARCH_STEPS) return 'gave-up';
      free[at] = subtract(left, machine.vector);
      chosen[n] = at;
      const result = place(n + 1);
      if (result !== 'none') return result;
      free[at] = left;
    }
    return 'none';
  };

  const result = place(0);
  return result === 'done' ? chosen.map((at) => sorted[at] as HostView) : result;
}

/** Whether a host is of the kind that a machine asks for, whatever is free on it. */
export function suits(machine: MachineDemand, host: HostView): boolean {
  return host.arch === machine.arch && (machine.maxClockMhz === null || host.clockMhz <= machine.maxClockMhz);
}

function isEqual(a: MachineDemand, b: MachineDemand): boolean {
  return (
    a.arch === b.arch &&
    a.maxClockMhz === b.maxClockMhz &&
    VECTOR_DIMENSIONS.every((dimension) => a.vector[dimension] === b.vector[dimension])
  );
}

/** Two counts that no placement can beat: how many of each equal machine fit by themselves, and all of an architecture together. */
function couldFit(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  room: ReadonlyMap<string, Vector>,
): boolean {
  const groups: MachineDemand[][] = [];
  for (const machine of machines) {
    const group = groups.find(([first]) => first !== undefined && isEqual(first, machine));
    if (group) group.push(machine);
    else groups.push([machine]);
  }
  const freeOn = (host: HostView) => room.get(host.id) as Vector;
  const each = groups.every(([one, ...others]) => {
    if (!one) return true;
    const places = hosts.map((host) => (suits(one, host) ? copiesIn(one.vector, freeOn(host)) : 0));
    return places.reduce((a, b) => a + b, 0) > others.length;
  });
  const together = [...new Set(machines.map((machine) => machine.arch))].every((arch) =>
    VECTOR_DIMENSIONS.every((dimension) => {
      const needed = machines.filter((machine) => machine.arch === arch);
      const there = hosts.filter((host) => host.arch === arch);
      return (
        needed.reduce((sum, machine) => sum + machine.vector[dimension], 0) <=
        there.reduce((sum, host) => sum + Math.max(0, freeOn(host)[dimension]), 0)
      );
    }),
  );
  return each && together;
}

/** How many machines of one size fit on a host together. */
function copiesIn(need: Vector, free: Vector): number {
  if (!fitsIn(need, free)) return 0;
  const counts = VECTOR_DIMENSIONS.map((dimension) =>
    need[dimension] === 0 ? Number.POSITIVE_INFINITY : Math.floor(free[dimension] / need[dimension]),
  );
  return Math.min(...counts);
}
