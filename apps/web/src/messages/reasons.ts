import type { Catalog } from '@patchbay/catalog';
import type { Reason, Shortage } from '@patchbay/engine/placement';

/** What the words of a reason are taken from. */
export interface Words {
  readonly catalog: Catalog | null;
  /** The design's own names of its parts. */
  readonly nameOf: (component: string) => string | undefined;
}

/** A reason in two parts: what there is too little of, or that cannot be made; and why, and where. */
export function reasonText(reason: Reason, { catalog, nameOf }: Words): { what: string; why: string } {
  const { shortage, siteName, available, needed } = reason;
  if (shortage.of === 'type') return typeText(shortage.type, siteName, catalog);
  const counted = `${available} of ${needed}`;
  if (shortage.of === 'pool')
    return { what: counted, why: `${poolText(shortage.resourceClass, catalog)} free at ${siteName}` };
  const name = (reason.component && nameOf(reason.component)) || 'Machine';
  const room = available === 0 ? 'no room' : `room for ${counted}`;
  return { what: name, why: `finds ${room} at ${siteName}: ${hostText(shortage)}` };
}

/** Counting would not help: no amount of room makes it possible there. */
function typeText(id: string, site: string, catalog: Catalog | null): { what: string; why: string } {
  const type = catalog?.types.find((each) => each.id === id);
  const why =
    type?.layer === 'machine' && type.personality.install !== null
      ? 'it has no operating system to start. Simulated sites take it'
      : 'only simulated sites have it';
  return { what: type?.name ?? id, why: `cannot be made at ${site}: ${why}` };
}

function hostText(shortage: Exclude<Shortage, { of: 'type' | 'pool' }>): string {
  switch (shortage.of) {
    case 'arch':
      return `it has no ${shortage.arch} host`;
    case 'host-closed':
      return `${shortage.arch} hosts there take no new work at the moment: they are drained or do not answer`;
    case 'clock':
      return `no ${shortage.arch} host at ${shortage.maxMhz} MHz or less is free`;
    case 'cpuMilli':
      return `not enough processors on its ${shortage.arch} hosts`;
    case 'memoryMiB':
      return `not enough memory on its ${shortage.arch} hosts`;
    case 'diskMiB':
      return `not enough disk on its ${shortage.arch} hosts`;
    case 'gpu':
      return `not enough graphics processors on its ${shortage.arch} hosts`;
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
