import type { Catalog } from '@patchbay/catalog';
import type { Inventory } from '../repository.ts';
import { STORAGE } from '../real-pools.ts';

const FIRST_VLAN = 100;

/** What a new simulated site begins with; operators change it as it grows. Addresses are given by whoever has them. */
const AMOUNTS = [
  { resourceClass: 'vlan', capacity: 50, named: (n: number) => `vlan ${FIRST_VLAN + n}` },
  { resourceClass: 'switch-port', capacity: 192, named: null },
  { resourceClass: 'public-address', capacity: 0, named: null },
  { resourceClass: 'uplink-mbps', capacity: 1000, named: null },
  { resourceClass: STORAGE, capacity: 1000, named: null },
];

/** The pools of a new simulated site: those that every site has, and one without seats for each licence of the catalog. */
export function firstPools(siteId: string, { types }: Catalog): Inventory['pools'] {
  const known = new Set(AMOUNTS.map(({ resourceClass }) => resourceClass));
  const counted = types.flatMap(({ pools }) => pools.map(({ resourceClass }) => resourceClass));
  const others = [...new Set(counted)].filter((one) => !known.has(one)).toSorted();
  return [...AMOUNTS, ...others.map((resourceClass) => ({ resourceClass, capacity: 0, named: null }))].map(
    ({ resourceClass, capacity, named }) => ({
      id: `pool_${siteId.slice(5)}_${resourceClass.replaceAll(/[^a-z0-9]/g, '')}`,
      siteId,
      resourceClass,
      capacity,
      identities: named ? Array.from({ length: capacity }, (_, n) => named(n)) : [],
    }),
  );
}
