import type { InvoiceState } from '@patchbay/engine/invoicing';
import type { Meter } from '@patchbay/engine/metering';
import type { ItemCause } from './tables.ts';

export interface InvoiceRowDto {
  id: string;
  /** Calendar month in UTC, `YYYY-MM`. */
  period: string;
  state: InvoiceState;
  totalMinor: number;
  currency: string;
}
/** One meter of one component in one slot, at one price. `amountMicros` is the sum of its hours, each rounded once. */
export interface InvoiceLineDto {
  environmentId: string;
  environmentName: string;
  reservationId: string;
  slotId: string;
  designId: string;
  designName: string;
  revision: number;
  component: string;
  componentName: string;
  componentType: string;
  meter: Meter;
  copies: number;
  /** In the meter's unit (engine METERS). */
  quantity: number;
  /** For a unit of the price (engine PRICE_UNITS), before factors. */
  perUnitMicros: number;
  band: string | null;
  bandMilli: number;
  gradeMilli: number;
  amountMicros: number;
  slot: { start: string; end: string };
  priceBookVersionId: string;
  /** The month of an invoice that was final already when this came; null for what is of this month. */
  late: string | null;
  /** Whether it corrects a line of that invoice. */
  corrects: boolean;
}
/** What is on an invoice beside usage: a fee of the month, or a credit with its cause. */
export interface InvoiceItemDto {
  id: string;
  cause: ItemCause;
  amountMicros: number;
  reason: string | null;
  at: string;
}
export interface InvoiceDto extends InvoiceRowDto {
  accountName: string;
  channelName: string;
  periodStart: string;
  periodEnd: string;
  /** When it enters each state, or has. */
  reviewFrom: string;
  finalFrom: string;
  lines: InvoiceLineDto[];
  items: InvoiceItemDto[];
  /** The sum of lines and items. */
  totalMicros: number;
  /** The one rounding line: with it the sum is `totalMinor`. */
  roundingMicros: number;
}
/** What a line is the sum of. */
export interface InvoiceHourDto {
  at: string;
  band: string | null;
  bandMilli: number;
  gradeMilli: number;
  perUnitMicros: number;
  copies: number;
  quantity: number;
  amountMicros: number;
}
export interface ChannelDto {
  channelId: string;
  name: string;
}
