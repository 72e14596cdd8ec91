import type { Meter } from '@patchbay/engine/metering';
import type { Price, PriceBook } from '@patchbay/engine/rating';

/** Prices of the demo world, in millionths of a euro for an hour of one reserved copy. */
const machine = (type: string, base: number, perCpu: number, perGiB: number, perDiskGiB: number): Price => ({
  type,
  meter: 'machine.reserved',
  perHourMicros: base,
  perProperty: [
    { property: 'cpu', perHourMicros: perCpu },
    // Memory is counted in MiB: the price of a GiB divided by 1,024, in whole micro-units.
    { property: 'memoryMiB', perHourMicros: Math.round(perGiB / 1024) },
    { property: 'diskGiB', perHourMicros: perDiskGiB },
  ],
});

/** A base, and so much for each unit of some properties. */
const perUnit = (
  type: string,
  meter: Meter,
  perHourMicros: number,
  units: Readonly<Record<string, number>>,
): Price => ({
  type,
  meter,
  perHourMicros,
  perProperty: Object.entries(units).map(([property, each]) => ({ property, perHourMicros: each })),
});

const withGpu = (price: Price, perGpu: number): Price => ({
  ...price,
  perProperty: [...price.perProperty, { property: 'gpu', perHourMicros: perGpu }],
});

const flat = (type: string, meter: Meter, perHourMicros: number): Price => ({
  type,
  meter,
  perHourMicros,
  perProperty: [],
});

const PRICES: readonly Price[] = [
  machine('server-x86-64', 20_000, 12_000, 4_096, 100),
  machine('server-arm64', 16_000, 9_000, 4_096, 100),
  machine('server-sparc64', 180_000, 60_000, 8_192, 300),
  machine('server-small-x86-64', 6_000, 6_000, 4_096, 100),
  machine('server-large-x86-64', 60_000, 12_000, 4_096, 100),
  machine('server-memory-x86-64', 40_000, 12_000, 3_072, 100),
  withGpu(machine('server-gpu-x86-64', 80_000, 12_000, 4_096, 100), 900_000),
  machine('board-arm64', 3_000, 1_500, 2_048, 100),
  machine('workstation-sparc64', 90_000, 40_000, 8_192, 300),
  machine('printer', 8_000, 0, 0, 0),
  machine('x86-pc', 15_000, 5_000, 8_192, 200),
  machine('laptop', 18_000, 6_000, 4_096, 200),
  machine('pda', 6_000, 0, 0, 0),
  machine('phone', 9_000, 0, 0, 50),
  machine('thin-client', 5_000, 0, 0, 0),
  machine('router', 15_000, 4_000, 2_048, 0),
  machine('firewall', 25_000, 4_000, 2_048, 0),
  machine('load-balancer', 25_000, 4_000, 2_048, 0),
  perUnit('vpn-gateway', 'machine.reserved', 20_000, { cpu: 4_000, speedMbps: 100, quotaGiB: 50 }),
  flat('windows-98', 'licence.reserved', 12_000),
  flat('windows-nt-4', 'licence.reserved', 18_000),
  flat('windows-2000', 'licence.reserved', 20_000),
  flat('solaris-8', 'licence.reserved', 40_000),
  flat('wordperfect-8', 'licence.reserved', 25_000),
  flat('navigator-4', 'licence.reserved', 2_000),
  flat('windows-xp', 'licence.reserved', 20_000),
  flat('windows-server-2019', 'licence.reserved', 60_000),
  flat('windows-server-2022', 'licence.reserved', 70_000),
  flat('solaris-9', 'licence.reserved', 40_000),
  flat('solaris-10', 'licence.reserved', 45_000),
  flat('office-2000', 'licence.reserved', 30_000),
  flat('eudora-5', 'licence.reserved', 4_000),
  flat('oracle-8i', 'licence.reserved', 400_000),
  flat('weblogic-6', 'licence.reserved', 250_000),
  flat('sql-server-2022', 'licence.reserved', 300_000),
  flat('switch-64', 'network.reserved', 30_000),
  flat('switch-24', 'network.reserved', 14_000),
  flat('switch-8', 'network.reserved', 6_000),
  flat('hub-100', 'network.reserved', 3_000),
  flat('vlan', 'network.reserved', 10_000),
  flat('access-point', 'network.reserved', 8_000),
  perUnit('leased-line', 'network.reserved', 50_000, { speedMbps: 400 }),
  {
    type: 'internet-gateway',
    meter: 'network.reserved',
    perHourMicros: 20_000,
    perProperty: [{ property: 'uplinkMbps', perHourMicros: 200 }],
  },
  {
    type: 'disk-array',
    meter: 'storage.reserved',
    perHourMicros: 30_000,
    perProperty: [{ property: 'capacityGiB', perHourMicros: 60 }],
  },
  perUnit('volume', 'storage.reserved', 1_000, { capacityGiB: 60, bandwidthMBs: 20 }),
  perUnit('backup-store', 'storage.reserved', 10_000, { capacityGiB: 15, bandwidthMBs: 20 }),
  perUnit('object-store', 'storage.reserved', 5_000, { capacityGiB: 25, bandwidthMBs: 20 }),
];

/** One price for an hour of each type, whenever and wherever it runs. */
export const firstPriceBook: Pick<PriceBook, 'name' | 'currency' | 'prices'> = {
  name: 'demo',
  currency: 'EUR',
  prices: [...PRICES],
};

/**
 * The same for reserved time, and what is really used beside it; cheaper at night, at weekends and on simpler sites. Licences
 * cost their owner's price at any hour.
 */
export const shippedPriceBook: PriceBook = {
  name: 'reserved-and-used',
  currency: 'EUR',
  prices: [...PRICES],
  used: [
    { meter: 'cpu.used', perUnitMicros: 4_000 },
    { meter: 'memory.used', perUnitMicros: 600 },
    { meter: 'traffic.used', perUnitMicros: 20_000 },
  ],
  zone: 'Europe/Berlin',
  bands: [
    { name: 'weekend', weekdays: [6, 7], from: '00:00', to: '00:00', factorMilli: 700 },
    { name: 'off hours', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00', factorMilli: 700 },
  ],
  grades: [
    { grade: 1, factorMilli: 850 },
    { grade: 2, factorMilli: 900 },
    { grade: 3, factorMilli: 1000 },
  ],
  factorsOn: [
    'machine.reserved',
    'network.reserved',
    'storage.reserved',
    'cpu.used',
    'memory.used',
    'traffic.used',
  ],
  monthly: { baseMicros: 2_000_000 },
};
