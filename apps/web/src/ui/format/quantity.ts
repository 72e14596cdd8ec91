import { grouped } from './money.ts';

const MIB_PER_GIB = 1024;
const BYTES_PER_UNIT = 1000;
const MBPS_PER_GBPS = 1000;

/** For where number and unit look different. */
export interface Amount {
  readonly value: string;
  readonly unit: string;
}

export const amountText = ({ value, unit }: Amount) => `${value} ${unit}`;

export function memory(mib: number): Amount {
  if (mib > 0 && mib < MIB_PER_GIB) return { value: String(mib), unit: 'MiB' };
  return { value: short(mib / MIB_PER_GIB), unit: 'GiB' };
}

/** `256 MiB`, `4 GiB`, `1.5 GiB` */
export function mebibytes(mib: number): string {
  return amountText(memory(mib));
}

export const gibibytes = (gib: number) => mebibytes(gib * MIB_PER_GIB);

/** `100 Mbit/s`, `1 Gbit/s` */
export function megabits(mbps: number): string {
  return mbps < MBPS_PER_GBPS ? `${mbps} Mbit/s` : `${mbps / MBPS_PER_GBPS} Gbit/s`;
}

/** A number with at most one decimal and grouped thousands. */
export function short(value: number): string {
  const text = String(Math.round(value * 10) / 10);
  const [whole = '0', fraction] = text.split('.');
  return fraction ? `${grouped(whole)}.${fraction}` : grouped(whole);
}

/** `12 kB`, `3.4 GB`: decimal units, as networks are measured. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= BYTES_PER_UNIT && unit < units.length - 1) {
    value /= BYTES_PER_UNIT;
    unit += 1;
  }
  return `${short(value)} ${units[unit] ?? 'B'}`;
}
