import type { Catalog } from '@patchbay/catalog';
import type { Reason, Shortage } from '@patchbay/engine/placement';

/** A counted reason in words, in two parts: the count, and what it counts; or the part, and that it cannot be made. */
export function reasonText(reason: Reason, catalog: Catalog | null): { count: string; of: string } {
  if (reason.shortage.of === 'type') return typeText(reason.shortage.type, reason.siteName, catalog);
  return {
    count: `${reason.available} of ${reason.needed}`,
    of: `${shortageText(reason.shortage, catalog)} at ${reason.siteName}`,
  };
}

/** Counting would not help: no amount of room makes it possible there. */
function typeText(id: string, site: string, catalog: Catalog | null): { count: string; of: string } {
  const type = catalog?.types.find((each) => each.id === id);
  const why =
    type?.layer === 'machine' && type.personality.install !== null
      ? 'it has no operating system to start. Simulated sites take it'
      : 'only simulated sites have it';
  return { count: type?.name ?? id, of: `cannot be made at ${site}: ${why}` };
}

function shortageText(shortage: Exclude<Shortage, { of: 'type' }>, catalog: Catalog | null): string {
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
