import type { DesignModel } from '../design/index.ts';
import type { Interval } from '../time/index.ts';
import type { MachineDemand } from './demand.ts';
import { fitsIn, freeOn } from './free.ts';
import { placeMachines, type HostClaim, type Placed } from './place.ts';
import { plan, solve, type PlanResult } from './plan.ts';
import { suits } from './search.ts';
import type { HostView, Snapshot } from './snapshot.ts';

/**
 * Plans a design of which machines stand already: those that ask for the same as before stay on their hosts, also where a host
 * takes nothing new, and the rest is placed around them. Where that leaves no room for the rest, all is placed anew. What
 * stands is not among the claims of the snapshot.
 * Laws: as of `plan`; and a machine is only moved where the design does not fit otherwise.
 */
export function planKeeping(
  model: DesignModel,
  snapshot: Snapshot,
  during: Interval,
  standing: readonly HostClaim[],
): PlanResult {
  if (standing.length === 0) return plan(model, snapshot, during);
  const around = solve(model, snapshot, during, (machines, hosts, real) =>
    placeAround(machines, hosts, during, { standing, real }),
  );
  return around.fits ? around : plan(model, snapshot, during);
}

function placeAround(
  machines: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
  { standing, real }: { standing: readonly HostClaim[]; real: boolean },
): Placed {
  const stay = machines.flatMap((machine) => claimOf(machine, hosts, standing) ?? []);
  const [first] = stay;
  // Real networks do not reach from host to host, so what is new goes where the rest is.
  const open = real && first ? hosts.filter(({ id }) => id === first.hostId) : hosts;
  const taken = open.map((host) => ({
    ...host,
    claims: [
      ...host.claims,
      ...stay.filter(({ hostId }) => hostId === host.id).map(({ vector }) => ({ during, vector })),
    ],
  }));
  const rest = machines.filter((machine) => !stay.some((claim) => isSame(claim, machine)));
  const room = taken.every((host) => fitsIn(NOTHING, freeOn(host, during)));
  if (!room) return { claims: [], missing: machines, proved: false };
  const placed = placeMachines(
    rest,
    taken.filter(({ takesWork }) => takesWork),
    during,
  );
  return { ...placed, claims: [...stay, ...placed.claims] };
}

const NOTHING = { cpuMilli: 0, memoryMiB: 0, diskMiB: 0, gpu: 0 };

/** Where a machine stands that is to stay; undefined where it asks for something else now, or its host is not there. */
function claimOf(
  machine: MachineDemand,
  hosts: readonly HostView[],
  standing: readonly HostClaim[],
): HostClaim | undefined {
  const claim = standing.find((one) => isSame(one, machine));
  const host = hosts.find(({ id }) => id === claim?.hostId);
  if (!claim || !host || !suits(machine, host)) return undefined;
  const equal = (Object.keys(NOTHING) as (keyof typeof NOTHING)[]).every(
    (dimension) => claim.vector[dimension] === machine.vector[dimension],
  );
  return equal ? claim : undefined;
}

function isSame(claim: Pick<HostClaim, 'component' | 'idx'>, machine: MachineDemand): boolean {
  return claim.component === machine.component && claim.idx === machine.idx;
}
