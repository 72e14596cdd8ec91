import { and, asc, eq, sql } from 'drizzle-orm';
import type { Meter } from '@patchbay/engine/metering';
import type { Tx } from '../../db/pool.ts';
import { charge, invoice } from './tables.ts';

const quantity = sql<number>`sum(${charge.quantity})::float8`;
const amountMicros = sql<number>`sum(${charge.amountMicros})::float8`;
const copies = sql<number>`count(distinct ${charge.idx})::int`;
const usedIn = sql<string>`to_char(${charge.bucket} at time zone 'UTC', 'YYYY-MM')`;

/** Charges of an invoice, summed per slot, component, meter, price and month of use; a correction names what it corrects. */
export function linesOf(tx: Tx, accountId: string, invoiceId: string) {
  return tx.db
    .select({
      environmentId: charge.environmentId,
      reservationId: charge.reservationId,
      slotId: charge.slotId,
      component: charge.component,
      meter: charge.meter,
      perUnitMicros: charge.perUnitMicros,
      band: charge.band,
      bandMilli: charge.bandMilli,
      gradeMilli: charge.gradeMilli,
      priceBookVersionId: charge.priceBookVersionId,
      usedIn: sql<string>`${usedIn}`.as('used_in'),
      corrects: sql<boolean>`bool_or(exists (
        select 1 from charge former where former.id = charge.corrects and former.invoice_id <> charge.invoice_id))`,
      copies,
      quantity,
      amountMicros,
    })
    .from(charge)
    .where(and(eq(charge.accountId, accountId), eq(charge.invoiceId, invoiceId)))
    .groupBy(
      charge.environmentId,
      charge.reservationId,
      charge.slotId,
      charge.component,
      charge.meter,
      charge.perUnitMicros,
      charge.band,
      charge.bandMilli,
      charge.gradeMilli,
      charge.priceBookVersionId,
      sql`used_in`,
    )
    .orderBy(asc(charge.slotId), asc(charge.component), asc(charge.meter), asc(charge.band));
}

/** A line of an invoice: one meter of one component in one slot. */
export interface LineKey {
  readonly invoiceId: string;
  readonly slotId: string;
  readonly component: string;
  readonly meter: Meter;
}

/** The most hours of a line that are read: a month of them, for a line in several bands. */
const MAX_HOURS = 800;

/** What a line is the sum of, hour by hour over all copies. */
export function hoursOf(tx: Tx, accountId: string, { invoiceId, slotId, component, meter }: LineKey) {
  return tx.db
    .select({
      bucket: charge.bucket,
      band: charge.band,
      bandMilli: charge.bandMilli,
      gradeMilli: charge.gradeMilli,
      perUnitMicros: charge.perUnitMicros,
      copies,
      quantity,
      amountMicros,
    })
    .from(charge)
    .where(
      and(
        eq(charge.accountId, accountId),
        eq(charge.invoiceId, invoiceId),
        eq(charge.slotId, slotId),
        eq(charge.component, component),
        eq(charge.meter, meter),
      ),
    )
    .groupBy(charge.bucket, charge.band, charge.bandMilli, charge.gradeMilli, charge.perUnitMicros)
    .orderBy(asc(charge.bucket))
    .limit(MAX_HOURS);
}

/** One channel's month, as its invoice has it. */
interface Month {
  readonly accountId: string;
  readonly channelId: string;
  readonly period: string;
}

const inMonth = ({ accountId, channelId, period }: Month) =>
  and(eq(charge.accountId, accountId), eq(charge.channelId, channelId), eq(invoice.period, period));

/** Charged quantities and amounts per slot, component and meter. */
export function partsIn(tx: Tx, month: Month) {
  return tx.db
    .select({
      environmentId: charge.environmentId,
      reservationId: charge.reservationId,
      slotId: charge.slotId,
      component: charge.component,
      meter: charge.meter,
      perUnitMicros: sql<number>`max(${charge.perUnitMicros})::float8`,
      copies,
      quantity,
      amountMicros,
    })
    .from(charge)
    .innerJoin(invoice, eq(invoice.id, charge.invoiceId))
    .where(inMonth(month))
    .groupBy(charge.environmentId, charge.reservationId, charge.slotId, charge.component, charge.meter)
    .orderBy(asc(charge.slotId), asc(charge.component), asc(charge.meter));
}

/** Charged per UTC day of use and meter; what came late counts on the invoice's first day. */
export function daysIn(tx: Tx, month: Month) {
  const from = sql`to_date(${month.period} || '-01', 'YYYY-MM-DD')`;
  const day = sql<string>`to_char(greatest(${charge.bucket} at time zone 'UTC', ${from}), 'YYYY-MM-DD')`;
  return tx.db
    .select({ date: day, meter: charge.meter, amountMicros })
    .from(charge)
    .innerJoin(invoice, eq(invoice.id, charge.invoiceId))
    .where(inMonth(month))
    .groupBy(sql`1`, charge.meter)
    .orderBy(sql`1`, charge.meter);
}
