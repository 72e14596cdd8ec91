import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Meter } from '@patchbay/engine/metering';
import type { InvoiceTotal } from '@patchbay/engine/invoicing';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { charge, invoice } from './tables.ts';

export type NewCharge = typeof charge.$inferInsert;

/** The draft of a channel's month, made when its first charge needs it. The row stays locked until commit. */
export async function draftOf(
  tx: Tx,
  accountId: string,
  channelId: string,
  period: string,
  currency: string,
): Promise<string> {
  await tx.db
    .insert(invoice)
    .values({
      id: newId('inv'),
      accountId,
      channelId,
      period,
      state: 'draft',
      currency,
      totalMicros: 0,
      roundingMicros: 0,
      totalMinor: 0,
    })
    .onConflictDoNothing();
  const [row] = await tx.db
    .select({ id: invoice.id })
    .from(invoice)
    .where(and(eq(invoice.channelId, channelId), eq(invoice.period, period)))
    .for('update');
  if (!row) throw new Error('the draft of this month is gone');
  return row.id;
}

/** What records of a slot were charged before: sum, number of lines and the first line. */
export async function chargedBefore(tx: Tx, slotId: string, buckets: readonly number[]) {
  if (buckets.length === 0) return [];
  return tx.db
    .select({
      component: charge.component,
      idx: charge.idx,
      meter: charge.meter,
      bucket: charge.bucket,
      lines: sql<number>`count(*)::int`,
      amountMicros: sql<number>`sum(${charge.amountMicros})::float8`,
      quantity: sql<number>`sum(${charge.quantity})::float8`,
      first: sql<string>`(array_agg(${charge.id} order by ${charge.no}))[1]`,
    })
    .from(charge)
    .where(and(eq(charge.slotId, slotId), inArray(charge.bucket, [...buckets])))
    .groupBy(charge.component, charge.idx, charge.meter, charge.bucket);
}

export async function insertCharges(tx: Tx, rows: readonly NewCharge[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.db.insert(charge).values(rows.slice(at, at + 500));
}

export async function chargesTotal(tx: Tx, invoiceId: string): Promise<number> {
  const [row] = await tx.db
    .select({ sum: sql<string>`coalesce(sum(${charge.amountMicros}), 0)` })
    .from(charge)
    .where(eq(charge.invoiceId, invoiceId));
  return Number(row?.sum ?? 0);
}

export async function setTotal(tx: Tx, invoiceId: string, total: InvoiceTotal): Promise<void> {
  await tx.db
    .update(invoice)
    .set({
      totalMicros: total.chargesMicros,
      roundingMicros: total.roundingMicros,
      totalMinor: total.totalMinor,
    })
    .where(and(eq(invoice.id, invoiceId), eq(invoice.state, 'draft')));
}

export function invoicesOf(tx: Tx, accountId: string, channelId: string) {
  return tx.db
    .select()
    .from(invoice)
    .where(and(eq(invoice.accountId, accountId), eq(invoice.channelId, channelId)))
    .orderBy(desc(invoice.period))
    .limit(120);
}

export async function invoiceById(tx: Tx, accountId: string, id: string) {
  const [row] = await tx.db
    .select()
    .from(invoice)
    .where(and(eq(invoice.accountId, accountId), eq(invoice.id, id)));
  return row;
}

/** Charges of an invoice, summed per slot, component, meter and price. */
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
      copies: sql<number>`count(distinct ${charge.idx})::int`,
      quantity: sql<number>`sum(${charge.quantity})::float8`,
      amountMicros: sql<number>`sum(${charge.amountMicros})::float8`,
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
    )
    .orderBy(asc(charge.slotId), asc(charge.component), asc(charge.meter));
}

export async function amountsOf(
  tx: Tx,
  accountId: string,
  channelId: string,
  period: string,
): Promise<
  { slotId: string; component: string; meter: Meter; amountMicros: number; perUnitMicros: number }[]
> {
  return tx.db
    .select({
      slotId: charge.slotId,
      component: charge.component,
      meter: charge.meter,
      amountMicros: sql<number>`sum(${charge.amountMicros})::float8`,
      perUnitMicros: sql<number>`max(${charge.perUnitMicros})::float8`,
    })
    .from(charge)
    .innerJoin(invoice, eq(invoice.id, charge.invoiceId))
    .where(and(eq(charge.accountId, accountId), eq(charge.channelId, channelId), eq(invoice.period, period)))
    .groupBy(charge.slotId, charge.component, charge.meter);
}

export function daysOf(tx: Tx, accountId: string, channelId: string, period: string) {
  return tx.db
    .select({
      date: sql<string>`to_char(${charge.bucket} at time zone 'UTC', 'YYYY-MM-DD')`,
      amountMicros: sql<number>`sum(${charge.amountMicros})::float8`,
    })
    .from(charge)
    .innerJoin(invoice, eq(invoice.id, charge.invoiceId))
    .where(and(eq(charge.accountId, accountId), eq(charge.channelId, channelId), eq(invoice.period, period)))
    .groupBy(sql`1`)
    .orderBy(sql`1`);
}

/** Charged so far, by slot; slots without a charge are left out. */
export async function chargedBySlot(
  tx: Tx,
  accountId: string,
  slotIds: readonly string[],
): Promise<Map<string, number>> {
  if (slotIds.length === 0) return new Map();
  const rows = await tx.db
    .select({ id: charge.slotId, sum: sql<number>`sum(${charge.amountMicros})::float8` })
    .from(charge)
    .where(and(eq(charge.accountId, accountId), inArray(charge.slotId, [...slotIds])))
    .groupBy(charge.slotId);
  return new Map(rows.map((row) => [row.id, row.sum]));
}
