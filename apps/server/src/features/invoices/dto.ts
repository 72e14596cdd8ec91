import type { Meter } from '@patchbay/engine/metering';
export interface InvoiceRowDto {
  id: string;
  period: string;
  state: 'draft' | 'final';
  totalMinor: number;
  currency: string;
}
export interface InvoiceLineDto {
  environmentId: string;
  environmentName: string;
  reservationId: string;
  designId: string;
  revision: number;
  component: string;
  componentName: string;
  componentType: string;
  meter: Meter;
  copies: number;
  quantity: number;
  perUnitMicros: number;
  band: string | null;
  bandMilli: number;
  gradeMilli: number;
  amountMicros: number;
  slot: { start: string; end: string };
  priceBookVersionId: string;
}
export interface InvoiceDto extends InvoiceRowDto {
  accountName: string;
  channelName: string;
  periodStart: string;
  periodEnd: string;
  lines: InvoiceLineDto[];
  totalMicros: number;
  roundingMicros: number;
}
