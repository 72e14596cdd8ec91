import type { Vector } from '@patchbay/catalog';
import type { Interval } from '../time/index.ts';
import type { MachineDemand } from './demand.ts';
import { fitsIn, freeOn, subtract } from './free.ts';
import type { HostView } from './snapshot.ts';

export interface HostClaim {
  readonly component: string;
  readonly idx: number;
  readonly hostId: string;
  readonly vector: Vector;
}

interface Placed {
  readonly claims: HostClaim[];
  readonly missing: MachineDemand[];
}

/** Best-fit decreasing. Also used by the reasons, to count how many copies there would be room for. */
export function placeMachines(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): Placed {
  const free = new Map(hosts.map((host) => [host.id, freeOn(host, during)]));
  const claims: HostClaim[] = [];
  const missing: MachineDemand[] = [];
  for (const machine of [...machines].sort(largestFirst)) {
    const host = tightest(machine, hosts, free);
    if (!host) {
      missing.push(machine);
      continue;
    }
    free.set(host.id, subtract(free.get(host.id) as Vector, machine.vector));
    claims.push({ component: machine.component, idx: machine.idx, hostId: host.id, vector: machine.vector });
  }
  return { claims, missing };
}

/** Whether a host is of the kind that a machine asks for, whatever is free on it. */
export function suits(machine: MachineDemand, host: HostView): boolean {
  return host.arch === machine.arch && (machine.maxClockMhz === null || host.clockMhz <= machine.maxClockMhz);
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
