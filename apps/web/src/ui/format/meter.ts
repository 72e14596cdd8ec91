import type { Meter } from '@patchbay/engine/metering';
import { bytes, short } from './quantity.ts';
import { duration } from './time.ts';

const MS_PER_HOUR = 3_600_000;
const SECONDS_PER_HOUR = 3600;
const MIB_PER_GIB = 1024;

/** A metered quantity in the unit that people compare: hours, vCPU h, GiB h, bytes. */
export function meterQuantity(meter: Meter, quantity: number): string {
  switch (meter) {
    case 'machine.reserved':
    case 'licence.reserved':
    case 'network.reserved':
    case 'storage.reserved':
    case 'template.reserved':
      return duration(quantity * 1000);
    case 'cpu.used':
      return `${small(quantity / MS_PER_HOUR)} vCPU h`;
    case 'memory.used':
      return `${small(quantity / SECONDS_PER_HOUR / MIB_PER_GIB)} GiB h`;
    case 'traffic.used':
      return bytes(quantity);
    default:
      return meter satisfies never;
  }
}

/** Hours with one decimal; what is not nothing never reads as 0. */
function small(value: number): string {
  if (value > 0 && value < 0.1) return value < 0.001 ? '< 0.001' : value.toFixed(3);
  return short(value);
}
