import { bigint, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { InvoiceState } from '@patchbay/engine/invoicing';
import type { Meter } from '@patchbay/engine/metering';
import { instant } from '../../db/columns.ts';

/** One priced line. Append only; a correction is a new line that names the first. */
export const charge = pgTable(
  'charge',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    channelId: text('channel_id').notNull(),
    invoiceId: text('invoice_id').notNull(),
    environmentId: text('environment_id').notNull(),
    reservationId: text('reservation_id').notNull(),
    slotId: text('slot_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    meter: text('meter').$type<Meter>().notNull(),
    bucket: instant('bucket').notNull(),
    /** How many charges this usage record had before: with the record it is the natural key of the line. */
    no: integer('no').notNull(),
    quantity: bigint('quantity', { mode: 'number' }).notNull(),
    /** For one unit of the meter, before factors (engine PRICE_UNITS). */
    perUnitMicros: bigint('per_unit_micros', { mode: 'number' }).notNull(),
    /** The price band of its hour; null at the base price. */
    band: text('band'),
    bandMilli: integer('band_milli').notNull().default(1000),
    gradeMilli: integer('grade_milli').notNull().default(1000),
    amountMicros: bigint('amount_micros', { mode: 'number' }).notNull(),
    priceBookVersionId: text('price_book_version_id').notNull(),
    corrects: text('corrects'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('charge_once').on(t.slotId, t.component, t.idx, t.meter, t.bucket, t.no),
    index('charge_invoice').on(t.invoiceId),
  ],
);

/** One per channel and calendar month (UTC); a draft from its first charge. */
export const invoice = pgTable(
  'invoice',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    channelId: text('channel_id').notNull(),
    /** `YYYY-MM`. */
    period: text('period').notNull(),
    state: text('state').$type<InvoiceState>().notNull(),
    /** When it enters its next state; null once it is final. The row is its own due work. */
    changesAt: instant('changes_at'),
    currency: text('currency').notNull(),
    totalMicros: bigint('total_micros', { mode: 'number' }).notNull(),
    roundingMicros: bigint('rounding_micros', { mode: 'number' }).notNull(),
    totalMinor: bigint('total_minor', { mode: 'number' }).notNull(),
  },
  (t) => [unique('invoice_once').on(t.channelId, t.period), index('invoice_changes').on(t.changesAt)],
);

export type ItemCause = 'base-fee' | 'credit' | 'cap' | 'share' | 'downtime';

/** What is on an invoice beside priced usage. Append only, like charges; a credit is negative and names its cause. */
export const invoiceItem = pgTable(
  'invoice_item',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    channelId: text('channel_id').notNull(),
    invoiceId: text('invoice_id').notNull(),
    cause: text('cause').$type<ItemCause>().notNull(),
    /** With invoice and cause the natural key: a base fee is there once, caps are counted, credits have a key. */
    ref: text('ref').notNull(),
    amountMicros: bigint('amount_micros', { mode: 'number' }).notNull(),
    /** What somebody said about it, shown to the customer. */
    reason: text('reason'),
    priceBookVersionId: text('price_book_version_id'),
    at: instant('at').notNull(),
  },
  (t) => [unique('invoice_item_once').on(t.invoiceId, t.cause, t.ref)],
);
