import type { Meter } from '@patchbay/engine/metering';
import type { InvoiceItemDto } from '../invoices/dto.ts';

/** Charged + so far + what runs on and is booked ahead within the month, at its expected use. */
export interface ForecastDto {
  /** Never more than the hard cap. */
  totalMicros: number;
  uncappedMicros: number;
  capMicros: number | null;
  /** Still expected, per UTC day. */
  days: { date: string; amountMicros: number }[];
}

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
  /** Charged: the sum of `rows` and `items`. */
  spentMicros: number;
  /** The invoice that says so; null while nothing is charged. */
  invoiceId: string | null;
  /** What is charged beside usage: the fee of the month, and credits. */
  items: InvoiceItemDto[];
  /** What the month is expected to come to; null for one that is over. */
  forecast: ForecastDto | null;
  runningPerHourMicros: number;
  runningEnvironments: number;
  rows: UsageRowDto[];
  /** Of slots under way, what was metered since it was charged last, and would be charged for it: on no invoice yet. */
  soFar: UsageRowDto[];
  /** The sum of `soFar`. */
  soFarMicros: number;
  /** Charged per UTC day of the period and meter: the sum of `rows`. */
  days: { date: string; meter: Meter; amountMicros: number }[];
  asOf: string;
}
