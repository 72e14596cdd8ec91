import { busyMilli, copies, quantity, type DesignModel, type Part } from '../design/index.ts';
import type { UsedMeter } from '../metering/index.ts';

/** What one copy of a machine is taken to use in a second of each meter, in the meter's unit, times a million. */
export interface Load {
  readonly part: Part;
  readonly copies: number;
  readonly expected: Readonly<Record<UsedMeter, number>>;
  /** Null where nothing bounds it. */
  readonly most: Readonly<Record<UsedMeter, number | null>>;
}

const MILLION = 1_000_000;
/** A machine is busy about a third of the time, idles at a hundredth of a vCPU, and keeps 60 % of its memory in use. */
const BUSY_SHARE_MILLI = 350;
const IDLE_MILLI = 10;
const MEMORY_SHARE_MILLI = 600;
/** A busy machine moves about 8 Mbit/s for each vCPU that it uses. */
const BYTES_PER_VCPU_MS = 1024;

/** The typical load of every machine of a flat design, by the CPU that its software uses when busy, and the most it can use. */
export function typicalLoads(model: DesignModel): Load[] {
  return model.parts.flatMap((part) => {
    const { machine } = part.type;
    if (!machine) return [];
    const cpuMilli = quantity(part, machine.cpu) * 1000;
    const memoryMiB = quantity(part, machine.memoryMiB);
    const busy = Math.min(busyMilli(model, part) || IDLE_MILLI, cpuMilli);
    // A machine that nothing is joined to moves nothing.
    const joined = (model.joins.get(part.component.id) ?? []).length > 0;
    // Milli-vCPU for a second are vCPU-ms.
    const cpu = busy * BUSY_SHARE_MILLI * 1000;
    return [
      {
        part,
        copies: copies(model, part),
        expected: {
          'cpu.used': cpu,
          'memory.used': memoryMiB * MEMORY_SHARE_MILLI * 1000,
          'traffic.used': joined ? cpu * BYTES_PER_VCPU_MS : 0,
        },
        most: {
          'cpu.used': cpuMilli * MILLION,
          'memory.used': memoryMiB * MILLION,
          'traffic.used': joined ? null : 0,
        },
      },
    ];
  });
}

/** The quantity of some seconds of a load, rounded down like a counter. */
export function loadQuantity(perSecondMillionths: number, seconds: number): number {
  return Number((BigInt(perSecondMillionths) * BigInt(seconds)) / BigInt(MILLION));
}
