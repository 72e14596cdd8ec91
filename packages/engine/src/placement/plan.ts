import type { DesignModel } from '../design/index.ts';
import type { Interval } from '../time/index.ts';
import { demandOf, type MachineDemand, type UnitDemand } from './demand.ts';
import { freeIn } from './free.ts';
import { placeMachines, placeTogether, type HostClaim, type Placed } from './place.ts';
import { machineReasons, togetherReasons, typeReasons, unitReasons, type MissingUnits } from './reasons.ts';
import type { Reason, Rejection } from './rejection.ts';
import type { HostView, PoolView, Snapshot } from './snapshot.ts';
import { unmakeable } from './unmakeable.ts';

export interface PoolClaim {
  readonly component: string;
  readonly idx: number;
  readonly poolId: string;
  readonly quantity: number;
}

export type PlanResult =
  | {
      readonly fits: true;
      readonly siteId: string;
      readonly siteName: string;
      /** Whether machines there are real. */
      readonly real: boolean;
      readonly hosts: readonly HostClaim[];
      readonly pools: readonly PoolClaim[];
      /** Why the sites that are preferred to this one could not take it. */
      readonly passedOver: Rejection;
    }
  | { readonly fits: false; readonly rejection: Rejection };

/**
 * Places every copy of a design at one site for a whole interval, or says why not.
 * Search: sites in order of preference; at each, best-fit decreasing by CPU, then memory, then every other way up to
 * SEARCH_STEPS. Ties go by id, so the same snapshot and input give the same plan (PLC-1).
 * Cost: O(machines x hosts) for each site tried, and at most SEARCH_STEPS more.
 */
export function plan(model: DesignModel, snapshot: Snapshot, during: Interval): PlanResult {
  return solve(model, snapshot, during, anew(during));
}

/** How the machines of a design are put on the hosts of one site. */
type Placing = (machines: readonly MachineDemand[], hosts: readonly HostView[], real: boolean) => Placed;

/** On hosts that take new work, wherever it fits best. */
const anew =
  (during: Interval): Placing =>
  (machines, hosts, real) =>
    (real ? placeTogether : placeMachines)(
      machines,
      hosts.filter((host) => host.takesWork),
      during,
    );

/** The same search with another way of placing machines at a site. */
export function solve(model: DesignModel, snapshot: Snapshot, during: Interval, place: Placing): PlanResult {
  const tried = attempts(model, snapshot, during, place);
  const reasons: Reason[] = [];
  for (const { site, hosts, pools, demand, misfits, placed, counted } of tried) {
    if (misfits.length > 0) {
      reasons.push(...typeReasons(site, misfits));
      continue;
    }
    if (placed.missing.length === 0 && counted.missing.length === 0) {
      return {
        fits: true,
        siteId: site.id,
        siteName: site.name,
        real: site.real,
        hosts: placed.claims,
        pools: counted.claims,
        passedOver: { reasons },
      };
    }
    const whyNot = site.real ? togetherReasons : machineReasons;
    if (placed.missing.length > 0) reasons.push(...whyNot(site, demand.machines, hosts, during));
    reasons.push(...unitReasons(site, counted.missing, pools, during));
  }
  return { fits: false, rejection: { reasons } };
}

/** The same search without the reasons, for callers that try many intervals. */
export function fits(model: DesignModel, snapshot: Snapshot, during: Interval): boolean {
  for (const { misfits, placed, counted } of attempts(model, snapshot, during, anew(during)))
    if (misfits.length === 0 && placed.missing.length === 0 && counted.missing.length === 0) return true;
  return false;
}

function* attempts(model: DesignModel, snapshot: Snapshot, during: Interval, place: Placing) {
  const demand = demandOf(model);
  const missingTypes = unmakeable(model);
  for (const site of snapshot.sites) {
    const hosts = snapshot.hosts.filter((host) => host.siteId === site.id);
    const pools = snapshot.pools.filter((pool) => pool.siteId === site.id);
    const misfits = site.real ? missingTypes : [];
    const placed = place(demand.machines, hosts, site.real);
    const counted = countUnits(demand.units, pools, during);
    yield { site, hosts, pools, demand, misfits, placed, counted };
  }
}

function countUnits(
  units: readonly UnitDemand[],
  pools: readonly PoolView[],
  during: Interval,
): { claims: PoolClaim[]; missing: MissingUnits[] } {
  const needed = new Map<string, number>();
  for (const unit of units)
    needed.set(unit.resourceClass, (needed.get(unit.resourceClass) ?? 0) + unit.quantity);
  const byClass = new Map(pools.map((pool) => [pool.resourceClass, pool]));
  const missing: MissingUnits[] = [];
  for (const [resourceClass, amount] of needed) {
    const pool = byClass.get(resourceClass);
    const available = pool ? Math.max(0, freeIn(pool, during)) : 0;
    if (available < amount) missing.push({ resourceClass, needed: amount, available });
  }
  const claims = units.flatMap((unit): PoolClaim[] => {
    const pool = byClass.get(unit.resourceClass);
    return pool
      ? [{ component: unit.component, idx: unit.idx, poolId: pool.id, quantity: unit.quantity }]
      : [];
  });
  return { claims, missing };
}
