import type { Inventory } from './repository.ts';

/** A line of machines of one age in one rack. */
interface Line {
  readonly rack: string;
  readonly siteId: string;
  readonly count: number;
  readonly model: string;
  readonly arch: string;
  readonly clockMhz: number;
  readonly year: number;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly diskGiB: number;
  readonly gpus?: number;
}

const SITES = [
  { id: 'site_berlin', name: 'Berlin-2', grade: 3 },
  { id: 'site_tartu', name: 'Tartu-1', grade: 2 },
];

/** Two sites. Berlin-2 alone can hold scenario S3 (216 devices) twice at once: 400 slow PCs, 24 NT servers, 4 caches, 4 disk arrays. */
const LINES: readonly Line[] = [
  {
    rack: 'r1',
    siteId: 'site_berlin',
    count: 8,
    model: 'Rack server, 32 cores',
    arch: 'x86-64',
    clockMhz: 2600,
    year: 2024,
    cpus: 32,
    memoryGiB: 128,
    diskGiB: 4000,
  },
  {
    rack: 'r1',
    siteId: 'site_berlin',
    count: 4,
    model: 'Arm server, 64 cores',
    arch: 'arm64',
    clockMhz: 3000,
    year: 2025,
    cpus: 64,
    memoryGiB: 256,
    diskGiB: 4000,
  },
  {
    rack: 'r2',
    siteId: 'site_berlin',
    count: 16,
    model: 'PC blades, Pentium III 700 MHz',
    arch: 'x86',
    clockMhz: 700,
    year: 2000,
    cpus: 32,
    memoryGiB: 32,
    diskGiB: 1000,
  },
  {
    rack: 'r3',
    siteId: 'site_berlin',
    count: 6,
    model: 'Twin Pentium III, 1 GHz',
    arch: 'x86',
    clockMhz: 1000,
    year: 2001,
    cpus: 16,
    memoryGiB: 32,
    diskGiB: 1000,
  },
  {
    rack: 'r3',
    siteId: 'site_berlin',
    count: 4,
    model: 'Sun Fire, UltraSPARC III',
    arch: 'sparc64',
    clockMhz: 900,
    year: 2002,
    cpus: 8,
    memoryGiB: 32,
    diskGiB: 600,
  },
  {
    rack: 't1',
    siteId: 'site_tartu',
    count: 4,
    model: 'Rack server, 16 cores',
    arch: 'x86-64',
    clockMhz: 2200,
    year: 2019,
    cpus: 16,
    memoryGiB: 64,
    diskGiB: 2000,
  },
  {
    rack: 't1',
    siteId: 'site_tartu',
    count: 2,
    model: 'PC blades, Pentium III 700 MHz',
    arch: 'x86',
    clockMhz: 700,
    year: 2000,
    cpus: 32,
    memoryGiB: 32,
    diskGiB: 1000,
  },
  {
    rack: 'r4',
    siteId: 'site_berlin',
    count: 2,
    model: 'GPU server, 48 cores',
    arch: 'x86-64',
    clockMhz: 2800,
    year: 2025,
    cpus: 48,
    memoryGiB: 384,
    diskGiB: 8000,
    gpus: 4,
  },
];

const SEATS = [
  'windows-98',
  'windows-nt-4',
  'windows-2000',
  'solaris-8',
  'wordperfect-8',
  'navigator-4',
  'windows-xp',
  'windows-server-2019',
  'windows-server-2022',
  'solaris-9',
  'solaris-10',
  'office-2000',
  'eudora-5',
  'oracle-8i',
  'weblogic-6',
  'sql-server-2022',
];

/** How many of each there are at a site: first Berlin-2, then Tartu-1. */
const POOLS: readonly {
  resourceClass: string;
  amounts: readonly [number, number];
  named: ((site: number, n: number) => string) | null;
}[] = [
  { resourceClass: 'vlan', amounts: [200, 50], named: (_, n) => `vlan ${100 + n}` },
  { resourceClass: 'switch-port', amounts: [1024, 192], named: null },
  {
    resourceClass: 'public-address',
    amounts: [60, 14],
    named: (site, n) => (site === 0 ? `203.0.113.${n + 2}` : `198.51.100.${n + 2}`),
  },
  { resourceClass: 'uplink-mbps', amounts: [10_000, 1000], named: null },
  { resourceClass: 'storage-gib', amounts: [40_000, 5000], named: null },
  ...SEATS.map((seat) => ({
    resourceClass: `seat/${seat}`,
    amounts: [450, 40] as const,
    named: (site: number, n: number) => `${site === 0 ? 'B' : 'T'}-${seat}-${n + 1}`,
  })),
];

/** The sites, racks, hosts, switches' ports and pools that a new demo world starts with. */
export function demoInventory(): Inventory {
  const racks = [...new Set(LINES.map((line) => line.rack))].map((name) => ({
    id: `rack_${name}`,
    siteId: LINES.find((line) => line.rack === name)?.siteId ?? '',
    name,
  }));
  return {
    sites: SITES,
    racks,
    hosts: racks.flatMap((rack) => hostsOf(rack.name)),
    pools: SITES.flatMap((site, i) => poolsOf(site.id, i)),
  };
}

function hostsOf(rack: string): Inventory['hosts'][number][] {
  let unit = 0;
  return LINES.filter((line) => line.rack === rack).flatMap((line) =>
    Array.from({ length: line.count }, () => {
      unit += 1;
      const name = `${rack}-h${String(unit).padStart(2, '0')}`;
      const capacity = {
        cpuMilli: line.cpus * 1000,
        memoryMiB: line.memoryGiB * 1024,
        diskMiB: line.diskGiB * 1024,
        gpu: line.gpus ?? 0,
      };
      const { siteId, model, arch, clockMhz, year } = line;
      return {
        id: `host_${name.replace('-', '')}`,
        siteId,
        rackId: `rack_${rack}`,
        name,
        rackUnit: unit,
        model,
        arch,
        clockMhz,
        year,
        capacity,
      };
    }),
  );
}

function poolsOf(siteId: string, site: number): Inventory['pools'][number][] {
  return POOLS.map(({ resourceClass, amounts, named }) => {
    const capacity = amounts[site === 0 ? 0 : 1];
    const identities = named ? Array.from({ length: capacity }, (_, n) => named(site, n)) : [];
    return {
      id: `pool_${siteId.slice(5)}_${resourceClass.replaceAll(/[^a-z0-9]/g, '')}`,
      siteId,
      resourceClass,
      capacity,
      identities,
    };
  });
}
