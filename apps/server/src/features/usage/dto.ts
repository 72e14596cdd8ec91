import type { Meter } from '@patchbay/engine/metering';
export interface UsageRowDto {
  environmentId: string;
  environmentName: string;
  reservationId: string;
  designId: string;
  revision: number;
  slot: { start: string; end: string };
  component: string;
  componentName: string;
  componentType: string;
  copies: number;
  /** Quantity in the meter's unit (engine METERS) and amount in micro-units. */
  meters: { meter: Meter; quantity: number; amountMicros: number }[];
  amountMicros: number;
}
export interface UsageDto {
  /** Calendar month in UTC, `YYYY-MM`. */
  period: string;
  periods: string[];
  channelName: string;
  currency: string;
  spentMicros: number;
  runningPerHourMicros: number;
  runningEnvironments: number;
  bookedAheadMicros: number;
  rows: UsageRowDto[];
  /** Charged per UTC day of the period. */
  days: { date: string; amountMicros: number }[];
  asOf: string;
}
