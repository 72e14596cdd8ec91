import type { Catalog } from '@patchbay/catalog';
import type { Reason, Shortage } from '@patchbay/engine/placement';

/** A counted reason in words, in two parts: the count, and what it counts. */
export function reasonText(reason: Reason, catalog: Catalog | null): { count: string; of: string } {
  return {
    count: `${reason.available} of ${reason.needed}`,
    of: `${shortageText(reason.shortage, catalog)} at ${reason.siteName}`,
  };
}

function shortageText(shortage: Shortage, catalog: Catalog | null): string {
  switch (shortage.of) {
    case 'arch':
      return `machines: no ${shortage.arch} hosts`;
    case 'clock':
      return `machines: no ${shortage.arch} host at ${shortage.maxMhz} MHz or less is free`;
    case 'cpuMilli':
      return `${shortage.arch} machines short of processors`;
    case 'memoryMiB':
      return `${shortage.arch} machines short of memory`;
    case 'diskMiB':
      return `${shortage.arch} machines short of disk`;
    case 'gpu':
      return `${shortage.arch} machines short of graphics processors`;
    case 'type': {
      const { type } = shortage;
      return `${catalog?.types.find(({ id }) => id === type)?.name ?? type}, which cannot be made`;
    }
    case 'pool':
      return poolText(shortage.resourceClass, catalog);
    default:
      return shortage satisfies never;
  }
}

const POOLS: Record<string, string> = {
  'switch-port': 'switch ports',
  vlan: 'networks (VLANs)',
  'public-address': 'public addresses',
  'uplink-mbps': 'Mb/s of uplink',
  'storage-gib': 'GiB of storage',
};

/** What a capacity pool counts. A seat is named after the software it is a licence of. */
export function poolText(resourceClass: string, catalog: Catalog | null): string {
  const known = POOLS[resourceClass];
  if (known) return known;
  const licence = resourceClass.replace(/^seat\//, '');
  const name = catalog?.types.find((type) => type.id === licence)?.name ?? licence;
  return `seats of ${name}`;
}
