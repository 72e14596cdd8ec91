import { createHash } from 'node:crypto';
import type { UsedMeter } from '@patchbay/engine/metering';
import type { Key, MachineSpec } from '../driver.ts';

/** Latencies and load of the simulated data center. Written down in README.md; everything here is a pure function. */

const MIB = 1024 * 1024;

/** A number in [0, 1) that depends on nothing but the key and what it is drawn for. */
export function draw(key: Key, purpose: string): number {
  const text = `${key.environmentId}/${key.generation}/${key.component}/${key.idx}/${purpose}`;
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** Milliseconds that creating takes: networks and volumes 150 to 300, machines 200 to 600. */
export function createMs(key: Key, form: 'network' | 'volume' | 'machine'): number {
  return Math.round(form === 'machine' ? 200 + 400 * draw(key, 'create') : 150 + 150 * draw(key, 'create'));
}

/** Milliseconds from power-on to ready: the typical time, 10 % either way. */
export function bootMs(key: Key, spec: MachineSpec): number {
  return Math.round(spec.bootSeconds * 1000 * (0.9 + 0.2 * draw(key, 'boot')));
}

/** CPU load swings around a base with this period. */
export const LOAD_PERIOD_MS = 600_000;
const BASE = 0.35;
const SWING = 0.25;

/**
 * Load of a machine `ms` after its power-on, in thousandths of a vCPU: busy x (0.35 + 0.25 sin), never above what it has.
 * A machine without software idles at 10 thousandths.
 */
export function loadMilli(key: Key, spec: MachineSpec, ms: number): number {
  const busy = Math.min(spec.busyMilli, spec.cpuMilli) || 10;
  return busy * (BASE + SWING * Math.sin((2 * Math.PI * ms) / LOAD_PERIOD_MS + phase(key)));
}

/** Counters `ms` after power-on: the exact integrals of the load, rounded down, so they never go back. */
export function countersAt(key: Key, spec: MachineSpec, ms: number): Record<UsedMeter, number> {
  const busy = Math.min(spec.busyMilli, spec.cpuMilli) || 10;
  const angle = (2 * Math.PI) / LOAD_PERIOD_MS;
  const wave = (Math.cos(phase(key)) - Math.cos(angle * ms + phase(key))) / angle;
  const milliMs = busy * (BASE * ms + SWING * wave);
  return {
    'cpu.used': Math.floor(milliMs / 1000),
    'memory.used': Math.floor((residentMiB(spec) * ms) / 1000),
    'traffic.used': spec.interfaces.length === 0 ? 0 : Math.floor((milliMs / 1000) * BYTES_PER_VCPU_MS),
  };
}

/** A busy machine moves about 8 Mbit/s for each vCPU it uses. */
const BYTES_PER_VCPU_MS = MIB / 1024;

/** Memory in use once it is on: 60 % of what the machine has. */
export function residentMiB(spec: MachineSpec): number {
  return Math.floor(spec.memoryMiB * 0.6);
}

function phase(key: Key): number {
  return 2 * Math.PI * draw(key, 'phase');
}
