import { peak, type Interval, type Taken } from '@patchbay/engine/time';
import type { Inventory } from './repository.ts';

/** Counted over the disks of a site's hosts, wherever it is real. */
export const STORAGE = 'storage-gib';
const MIB_PER_GIB = 1024;

/** How many of each a site of real hosts has to give. An engine counts none of them; these bound what one site holds. */
const AMOUNTS = [
  { resourceClass: 'vlan', capacity: 200, named: (n: number) => `network ${n + 1}` },
  { resourceClass: 'switch-port', capacity: 2000, named: null },
  // Many share the host's own address; each still has a name of its own.
  { resourceClass: 'public-address', capacity: 50, named: (n: number) => `shared address ${n + 1}` },
  { resourceClass: 'uplink-mbps', capacity: 1000, named: null },
  { resourceClass: STORAGE, capacity: 0, named: null },
];

/** The pools that a new site of real hosts starts with. Storage grows with its hosts. */
export function realPools(siteId: string): Inventory['pools'] {
  return AMOUNTS.map(({ resourceClass, capacity, named }) => ({
    id: `pool_${siteId.slice(5)}_${resourceClass.replaceAll(/[^a-z0-9]/g, '')}`,
    siteId,
    resourceClass,
    capacity,
    identities: named ? Array.from({ length: capacity }, (_, n) => named(n)) : [],
  }));
}

/**
 * Storage that cannot be booked because it is on hosts that take nothing new: their disks, or what is claimed there, where
 * that is more.
 */
export function closedStorage(
  hosts: readonly { readonly capacity: { readonly diskMiB: number } }[],
  claims: readonly Taken[],
  during: Interval,
): number {
  const disks = hosts.reduce((sum, { capacity }) => sum + capacity.diskMiB, 0);
  return Math.max(Math.floor(disks / MIB_PER_GIB), peak(claims, during));
}
