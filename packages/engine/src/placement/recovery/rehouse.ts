import type { MachineDemand } from '../demand.ts';
import type { HostClaim } from '../place.ts';
import type { HostView } from '../snapshot.ts';
import { Houses, type Household } from './houses.ts';

/** Machines of one slot that have no host any more, for what is left of it. */
export interface Homeless extends Household {
  readonly slotId: string;
  /** Its other machines, and where they are. */
  readonly standing: readonly Standing[];
}

export interface Standing {
  readonly machine: MachineDemand;
  readonly hostId: string;
}

/** Where the machines of a slot go; or of how many there would be room for some. */
export type Rehoused =
  | { readonly fits: true; readonly hosts: readonly HostClaim[] }
  | { readonly fits: false; readonly needed: number; readonly available: number };

/**
 * Hosts for what many slots have lost at once, around everything that stands: a slot gets all that it has lost or nothing,
 * those with the largest machines first, as `Houses` places them. What that leaves over is searched for, slot by slot, in
 * what is left by then; and where that is in vain, with its own standing machines moved as well, which then are named in the
 * answer too.
 * Laws: **CAP-1** no host is exceeded. **CAP-2** all or nothing. **PLC-1** in whatever order hosts come. **PLC-2** what is
 * refused does not fit beside the others by any way that the search tries.
 * Cost: O(log hosts) for a machine that fits somewhere for ever, O(hosts) otherwise; a search for a slot that is left over.
 */
export function rehouse(homeless: readonly Homeless[], hosts: readonly HostView[]): Map<string, Rehoused> {
  const from = homeless.reduce((least, { during }) => Math.min(least, during.start), Number.MAX_SAFE_INTEGER);
  const houses = new Houses(hosts, from);
  const found = new Map<string, Rehoused>();
  const left: Homeless[] = [];
  for (const one of [...homeless].sort((a, b) => sizeOf(b) - sizeOf(a))) {
    const claims = houses.place(one);
    if (claims) found.set(one.slotId, { fits: true, hosts: claims });
    else left.push(one);
  }
  for (const one of left) found.set(one.slotId, searched(houses, one));
  return found;
}

export const sizeOf = ({ machines }: Pick<Household, 'machines'>) =>
  machines.reduce((most, { vector }) => Math.max(most, vector.cpuMilli), 0);

function searched(houses: Houses, { during, machines, standing }: Homeless): Rehoused {
  const around = houses.search({ during, machines });
  if (around.missing.length === 0) return { fits: true, hosts: around.claims };
  const refused: Rehoused = {
    fits: false,
    needed: machines.length,
    available: machines.length - around.missing.length,
  };
  // One that stands where nothing new goes stays there: to move it makes no room for the others.
  const movable = standing.filter(({ hostId }) => houses.has(hostId));
  if (movable.length === 0) return refused;
  const before = movable.map(({ machine: { component, idx, vector }, hostId }) => ({
    component,
    idx,
    vector,
    hostId,
  }));
  houses.giveBack(before, during);
  const anew = houses.search({ during, machines: [...machines, ...movable.map(({ machine }) => machine)] });
  if (anew.missing.length === 0) return { fits: true, hosts: anew.claims };
  houses.take(before, during);
  return refused;
}
