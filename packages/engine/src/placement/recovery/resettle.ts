import type { UnitDemand } from '../demand.ts';
import type { HostClaim } from '../place.ts';
import type { PoolClaim } from '../plan.ts';
import type { HostView, PoolView } from '../snapshot.ts';
import type { Instant, Interval } from '../../time/index.ts';
import { Houses, type Household } from './houses.ts';
import { sizeOf } from './rehouse.ts';
import { negative, Room } from './room.ts';

/** An environment that leaves its site, with all of its slots that are not over. */
export interface Mover {
  readonly environmentId: string;
  readonly slots: readonly MovingSlot[];
}

export interface MovingSlot extends Household {
  readonly slotId: string;
  readonly units: readonly UnitDemand[];
}

export interface Settled {
  readonly slotId: string;
  readonly hosts: readonly HostClaim[];
  readonly pools: readonly PoolClaim[];
}

/** A site that takes them in: what it has, and what is taken of it. */
export interface Refuge {
  readonly hosts: readonly HostView[];
  readonly pools: readonly PoolView[];
}

/**
 * Finds room at another site for many environments at once: each gets hosts and units for all of its slots, or nothing,
 * those with the largest machines first. A slot that does not fit as `Houses` places it is searched for.
 * Laws: **CAP-1** no host and no pool is exceeded. **CAP-2** all slots of an environment or none. **PLC-1** in whatever order hosts
 * and pools come.
 */
export function resettle(
  movers: readonly Mover[],
  { hosts, pools }: Refuge,
): Map<string, readonly Settled[]> {
  const slots = movers.flatMap((mover) => mover.slots);
  const from = slots.reduce((least, { during }) => Math.min(least, during.start), Number.MAX_SAFE_INTEGER);
  const houses = new Houses(hosts, from);
  const counters = new Counters(pools, from);
  const found = new Map<string, readonly Settled[]>();
  for (const mover of [...movers].sort((a, b) => largest(b) - largest(a))) {
    const settled = settle(mover, houses, counters);
    if (settled) found.set(mover.environmentId, settled);
  }
  return found;
}

const largest = ({ slots }: Mover) => slots.reduce((most, slot) => Math.max(most, sizeOf(slot)), 0);

function settle({ slots }: Mover, houses: Houses, counters: Counters): readonly Settled[] | null {
  const done: { settled: Settled; slot: MovingSlot }[] = [];
  for (const slot of slots) {
    const pools = counters.take(slot);
    const claims = pools && housed(houses, slot, done.length === 0);
    if (!claims) {
      if (pools) counters.giveBack(pools, slot.during);
      for (const { settled, slot: before } of done) {
        houses.giveBack(settled.hosts, before.during);
        counters.giveBack(settled.pools, before.during);
      }
      return null;
    }
    done.push({ settled: { slotId: slot.slotId, hosts: claims, pools }, slot });
  }
  return done.map(({ settled }) => settled);
}

function housed(houses: Houses, slot: MovingSlot, alone: boolean): readonly HostClaim[] | null {
  const claims = houses.place(slot, alone);
  if (claims || slot.machines.length === 1) return claims;
  const searched = houses.search(slot);
  return searched.missing.length === 0 ? searched.claims : null;
}

/** The pools of a site. Each is a room of one dimension. */
class Counters {
  private readonly byClass: ReadonlyMap<string, { readonly id: string; readonly room: Room<Holder> }>;
  private readonly byId: ReadonlyMap<string, Room<Holder>>;

  constructor(pools: readonly PoolView[], from: Instant) {
    const rooms = pools.map((pool) => ({ ...pool, room: roomOf(pool, from) }));
    this.byClass = new Map(rooms.map((pool) => [pool.resourceClass, pool]));
    this.byId = new Map(rooms.map(({ id, room }) => [id, room]));
  }

  /** All units that a slot asks for, or none. */
  take({ units, during }: MovingSlot): readonly PoolClaim[] | null {
    const claims: PoolClaim[] = [];
    for (const { component, idx, resourceClass, quantity } of units) {
      const pool = this.byClass.get(resourceClass);
      if (!pool || pool.room.during(during).cpuMilli < quantity) {
        this.giveBack(claims, during);
        return null;
      }
      pool.room.take(counted(quantity), during);
      claims.push({ component, idx, poolId: pool.id, quantity });
    }
    return claims;
  }

  giveBack(claims: readonly PoolClaim[], during: Interval): void {
    for (const { poolId, quantity } of claims)
      this.byId.get(poolId)?.take(negative(counted(quantity)), during);
  }
}

type Holder = Pick<HostView, 'capacity' | 'claims'>;

const counted = (n: number) => ({ cpuMilli: n, memoryMiB: 0, diskMiB: 0, gpu: 0 });

const roomOf = ({ capacity, closed, claims }: PoolView, from: Instant) =>
  new Room<Holder>(
    {
      capacity: counted(capacity - closed),
      claims: claims.map(({ during, amount }) => ({ during, vector: counted(amount) })),
    },
    from,
  );
