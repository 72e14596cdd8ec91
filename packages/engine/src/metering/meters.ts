import type { ComponentType } from '@patchbay/catalog';

/** Meters that this product knows, each with the unit its quantity is counted in. All quantities are whole numbers. */
export const METERS = {
  'machine.reserved': 's',
  'licence.reserved': 's',
  'network.reserved': 's',
  'storage.reserved': 's',
  'template.reserved': 's',
  'cpu.used': 'vCPU-ms',
  'memory.used': 'MiB-s',
  'traffic.used': 'B',
} as const;
export type Meter = keyof typeof METERS;
export const METER_NAMES = Object.keys(METERS) as Meter[];

/** Meters that a driver's samples feed. */
export const USED_METERS = ['cpu.used', 'memory.used', 'traffic.used'] as const;
export type UsedMeter = (typeof USED_METERS)[number];

/** The meter that counts a type's reserved time; null for a part that takes nothing by being reserved, such as free software. */
export function reservedMeter(type: ComponentType): Meter | null {
  switch (type.layer) {
    case 'machine':
      return 'machine.reserved';
    case 'network':
      return 'network.reserved';
    case 'storage':
      return 'storage.reserved';
    case 'os':
    case 'software':
      return type.pools.some((pool) => pool.resourceClass.startsWith('seat/')) ? 'licence.reserved' : null;
    case 'abstraction':
      return null;
    default:
      return type.layer satisfies never;
  }
}
