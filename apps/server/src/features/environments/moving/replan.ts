import { planKeeping, type HostClaim } from '@patchbay/engine/placement';
import { sqlState, type Tx } from '../../../db/pool.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import { bookedModel } from '../../reservations/booked-design.ts';
import * as slots from '../../reservations/slots.ts';
import type { Booked } from '../../reservations/slots.ts';

/**
 * The next plan of a slot (REP-1), for what is left of it, on the hosts of its site that answer or on one of them; what
 * stands stays where it is, unless the rest fits no other way.
 * `full`: there is no room. `late`: somebody else planned it first, or it is over. Throws where room is lost at the last
 * moment: see `planning`.
 */
export async function replan(
  tx: Tx,
  booked: Booked,
  siteId: string,
  only: string | null,
  standing: readonly HostClaim[] = [],
): Promise<readonly HostClaim[] | 'full' | 'late'> {
  const { id, during } = booked.slot;
  if (during.end <= tx.now) return 'late';
  const rest = { start: Math.max(tx.now, during.start), end: during.end };
  const seen = await dataCenter.snapshot(tx, { ...rest, horizonEnd: rest.end }, new Set([id]));
  const within = {
    sites: seen.sites.filter((site) => site.id === siteId),
    hosts: only === null ? seen.hosts : seen.hosts.filter((host) => host.id === only),
    // Its own units stay bound: they belong to the site, not to the host.
    pools: seen.pools.map((pool) => ({ ...pool, closed: 0, claims: [] })),
  };
  const result = planKeeping(await bookedModel(tx, booked), within, rest, standing);
  if (!result.fits) return 'full';
  const parentNo = await slots.currentPlan(tx, id);
  return (await slots.replaceHosts(tx, { slotId: id, parentNo, hosts: result.hosts }))
    ? result.hosts
    : 'late';
}

/** Plans a slot that does not run on one host, unless it is there already. False where that cannot be. */
export async function bringTo(tx: Tx, booked: Booked, siteId: string, hostId: string): Promise<boolean> {
  const claims = await slots.hostClaimsOf(tx, booked.slot.id);
  if (claims.every((claim) => claim.hostId === hostId)) return true;
  return typeof (await replan(tx, booked, siteId, hostId)) !== 'string';
}

/** How often a lost race for room is planned again on fresh data. */
export const MAX_PLANS = 5;

/** Runs a transaction that plans, and runs it again where somebody else took the room meanwhile. */
export async function planning<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (sqlState(error) !== slots.OVERDRAWN || tries === MAX_PLANS) throw error;
    }
  }
}
