import { PRICE_UNITS } from '@patchbay/engine/rating';
import type { Invoice } from '../../../api/types.ts';
import { invoiceText, itemNames } from '../../../messages/money/invoice.ts';
import { meterNames } from '../../../messages/money/usage.ts';
import { csvText } from '../../../ui/format/csv.ts';

const COLUMNS = [
  'invoice',
  'state',
  'account',
  'channel',
  'item',
  'environment',
  'reservation',
  'slot_start',
  'slot_end',
  'design',
  'component',
  'type',
  'meter',
  'quantity',
  'unit',
  'unit_price',
  'band',
  'band_factor',
  'site_factor',
  'price_book',
  'corrects',
  'amount',
  'currency',
] as const;
type Column = (typeof COLUMNS)[number];
type Row = Partial<Record<Column, string>>;

/**
 * An invoice as CSV (RFC 4180): a row for each line, fee, credit, and the one for rounding. Amounts are exact decimals with a
 * point and no sign of a currency; they sum to the total, to the cent.
 */
export function invoiceCsv(invoice: Invoice): string {
  const all = {
    invoice: invoice.period,
    state: invoice.state,
    account: invoice.accountName,
    channel: invoice.channelName,
    currency: invoice.currency,
  };
  const rows: Row[] = [
    ...lineRows(invoice),
    ...invoice.items.map((item) => ({
      item: itemNames[item.cause] + (item.reason === null ? '' : `: ${item.reason}`),
      amount: exact(item.amountMicros),
    })),
    { item: invoiceText.rounding, amount: exact(invoice.roundingMicros) },
  ];
  return csvText(
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => ({ ...all, ...row })[column] ?? '')),
  );
}

function lineRows({ lines }: Invoice): Row[] {
  return lines.map((line) => ({
    item: meterNames[line.meter],
    environment: line.environmentName,
    reservation: line.reservationId,
    slot_start: line.slot.start,
    slot_end: line.slot.end,
    design: line.designName,
    component: line.componentName,
    type: line.componentType,
    meter: line.meter,
    quantity: quotient(line.quantity, PRICE_UNITS[line.meter].quantity),
    unit: PRICE_UNITS[line.meter].unit,
    unit_price: exact(line.perUnitMicros),
    band: line.band ?? '',
    band_factor: milli(line.bandMilli),
    site_factor: milli(line.gradeMilli),
    price_book: line.priceBookVersionId,
    corrects: line.late ?? '',
    amount: exact(line.amountMicros),
  }));
}

/** Micro-units as a decimal with all six places, written without a float. */
export function exact(micros: number): string {
  const digits = String(Math.abs(micros)).padStart(7, '0');
  return `${micros < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

const milli = (thousandths: number) =>
  `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`;

const PLACES = 9;
/** A quantity in the unit of its price, to nine places, rounded down; the exact count is quantity x unit. */
function quotient(quantity: number, of: number): string {
  const scaled = (BigInt(quantity) * 10n ** BigInt(PLACES)) / BigInt(of);
  const text = String(scaled < 0n ? -scaled : scaled).padStart(PLACES + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -PLACES)}.${text.slice(-PLACES)}`;
}
