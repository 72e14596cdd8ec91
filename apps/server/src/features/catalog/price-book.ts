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

const flat = (type: string, meter: Meter, perHourMicros: number): Price => ({
  type,
  meter,
  perHourMicros,
  perProperty: [],
});

export const shippedPriceBook: PriceBook = {
  name: 'demo',
  currency: 'EUR',
  prices: [
    machine('server-x86-64', 20_000, 12_000, 4_096, 100),
    machine('server-arm64', 16_000, 9_000, 4_096, 100),
    machine('server-sparc64', 180_000, 60_000, 8_192, 300),
    machine('x86-pc', 15_000, 5_000, 8_192, 200),
    flat('windows-98', 'licence.reserved', 12_000),
    flat('windows-nt-4', 'licence.reserved', 18_000),
    flat('windows-2000', 'licence.reserved', 20_000),
    flat('solaris-8', 'licence.reserved', 40_000),
    flat('wordperfect-8', 'licence.reserved', 25_000),
    flat('navigator-4', 'licence.reserved', 2_000),
    flat('switch-64', 'network.reserved', 30_000),
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
  ],
};
