import type { Meter } from '@patchbay/engine/metering';
export interface UsageRowDto {
  environmentId: string;
  environmentName: string;
  reservationId: string;
  designId: string;
  designName: string;
  revision: number;
  slot: { start: string; end: string };
  component: string;
  componentName: string;
  componentType: string;
  copies: number;
  /** Quantity in the meter's unit (engine METERS), and micro-units: the amount, and the price of a unit before factors, 0 when it is free. */
  meters: { meter: Meter; quantity: number; amountMicros: number; perUnitMicros: number }[];
  amountMicros: number;
}
export interface UsageDto {
  /** Calendar month in UTC, `YYYY-MM`. */
  period: string;
  periods: string[];
  channelName: string;
  currency: string;
  /** Charged: the sum of `rows`. */
  spentMicros: number;
  runningPerHourMicros: number;
  runningEnvironments: number;
  bookedAheadMicros: number;
  rows: UsageRowDto[];
  /** Of slots under way, what was metered since it was charged last, and would be charged for it: on no invoice yet. */
  soFar: UsageRowDto[];
  /** The sum of `soFar`. */
  soFarMicros: number;
  /** Charged per UTC day of the period. */
  days: { date: string; amountMicros: number }[];
  asOf: string;
}
