import { VECTOR_DIMENSIONS } from '@patchbay/catalog';
import type { HostClaim, PoolClaim, Snapshot } from '../placement/index.ts';
import { peak, type Instant, type Interval } from '../time/index.ts';

/** What a slot has taken. */
export interface Placed {
  readonly hosts: readonly HostClaim[];
  readonly pools: readonly PoolClaim[];
}

/**
 * The last instant up to which something fits from `from` on, at most `limit`; `from` itself where it does not go on at all.
 * Room only shrinks where a claim begins, so those instants are all that is tried; a later end never fits where an earlier
 * one does not, so half of them are left out at each try. Each is solved, not guessed (PLC-2).
 */
export function longestEnd(
  { hosts, pools }: Snapshot,
  from: Instant,
  limit: Instant,
  fitsTo: (end: Instant) => boolean,
): Instant {
  const starts = [...hosts, ...pools].flatMap((one) => one.claims.map(({ during }) => during.start));
  const ends = [...new Set([...starts, limit])]
    .filter((end) => end > from && end <= limit)
    .sort((a, b) => a - b);
  let [fitting, failing] = [0, ends.length + 1];
  while (failing - fitting > 1) {
    const middle = Math.floor((fitting + failing) / 2);
    if (fitsTo(ends[middle - 1] ?? limit)) fitting = middle;
    else failing = middle;
  }
  return fitting === 0 ? from : (ends[fitting - 1] ?? from);
}

/** Whether everything can stay where it is over a period. `snapshot` must not hold its own claims (CAP-1). */
export function canStay({ hosts, pools }: Placed, snapshot: Snapshot, during: Interval): boolean {
  return shortOf({ hosts, pools }, snapshot, during) === null;
}

/** The first host or resource that would be overdrawn if everything stayed where it is; null when nothing would. */
export function shortOf(
  { hosts, pools }: Placed,
  snapshot: Snapshot,
  during: Interval,
): { readonly of: 'host' } | { readonly of: 'pool'; readonly resourceClass: string } | null {
  for (const host of snapshot.hosts) {
    const own = hosts.filter(({ hostId }) => hostId === host.id);
    if (own.length === 0) continue;
    for (const dimension of VECTOR_DIMENSIONS) {
      const wanted = own.reduce((sum, { vector }) => sum + vector[dimension], 0);
      const taken = host.claims.map((claim) => ({ during: claim.during, amount: claim.vector[dimension] }));
      if (wanted + peak(taken, during) > host.capacity[dimension]) return { of: 'host' };
    }
  }
  for (const pool of snapshot.pools) {
    const wanted = pools
      .filter(({ poolId }) => poolId === pool.id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    if (wanted > 0 && wanted + peak(pool.claims, during) > pool.capacity)
      return { of: 'pool', resourceClass: pool.resourceClass };
  }
  return null;
}
