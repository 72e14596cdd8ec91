import type { Meter } from '@patchbay/engine/metering';
import { MICROS_PER_MINOR } from '@patchbay/engine/money';
import { DAY, utcMonth } from '@patchbay/engine/time';
import type { Usage } from '../../../api/types.ts';

/** Meters in the order in which they lie on each other, from the bottom, each with the colour it has everywhere. */
export const METER_COLOURS: readonly (readonly [Meter, string])[] = [
  ['machine.reserved', 'var(--accent)'],
  ['cpu.used', 'var(--fam-hardware)'],
  ['memory.used', 'var(--fam-os)'],
  ['storage.reserved', 'var(--fam-storage)'],
  ['network.reserved', 'var(--fam-network)'],
  ['traffic.used', 'var(--fam-client)'],
  ['licence.reserved', 'var(--fam-software)'],
  ['template.reserved', 'var(--move)'],
];

export interface MeterSeries {
  readonly meter: Meter;
  readonly colour: string;
  readonly totalMicros: number;
}

export interface DayPoint {
  readonly date: string;
  /** Day of the month, counted from 1. */
  readonly day: number;
  readonly micros: Readonly<Partial<Record<Meter, number>>>;
  readonly chargedMicros: number;
  /** Still expected on that day; null on days before the one that `asOf` is on. */
  readonly forecastMicros: number | null;
}

/** Every day of a month with its charges by meter and what is still expected; meters that cost nothing are left out. */
export function daySeries(usage: Pick<Usage, 'period' | 'days' | 'forecast' | 'asOf'>): {
  days: DayPoint[];
  meters: MeterSeries[];
} {
  const { start, end } = utcMonth(Date.parse(usage.period));
  const today = usage.asOf.slice(0, 10);
  const ahead = new Map((usage.forecast?.days ?? []).map((one) => [one.date, one.amountMicros]));
  const days = Array.from({ length: (end - start) / DAY }, (_, n): DayPoint => {
    const date = `${usage.period}-${String(n + 1).padStart(2, '0')}`;
    const charged = usage.days.filter((one) => one.date === date);
    return {
      date,
      day: n + 1,
      micros: Object.fromEntries(charged.map((one) => [one.meter, one.amountMicros])),
      chargedMicros: charged.reduce((sum, one) => sum + one.amountMicros, 0),
      forecastMicros: usage.forecast && date >= today ? (ahead.get(date) ?? 0) : null,
    };
  });
  const meters = METER_COLOURS.map(([meter, colour]) => ({
    meter,
    colour,
    totalMicros: days.reduce((sum, one) => sum + (one.micros[meter] ?? 0), 0),
  })).filter(({ totalMicros }) => totalMicros !== 0);
  return { days, meters };
}

const STEPS = [1, 2, 5, 10];

/** Two steps up to a round number at or above `highest`: 0, half, top. Never finer than a cent: the axis has two decimals. */
export function ticks(highest: number): number[] {
  const wanted = Math.max(highest, 2 * MICROS_PER_MINOR) / 2;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = (STEPS.find((candidate) => candidate * power >= wanted) ?? 10) * power;
  return [0, step, 2 * step];
}
