import { and, asc, desc, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { nextChange, type InvoiceState, type InvoiceTotal } from '@patchbay/engine/invoicing';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import type { ChannelMonth } from '../budgets/limits.ts';
import { charge, invoice, invoiceItem, type ItemCause } from './tables.ts';

export type NewCharge = typeof charge.$inferInsert;

export type InvoiceRow = typeof invoice.$inferSelect;

/** The draft of a channel's month; false when there is an invoice of it already. */
export async function insertDraft(
  tx: Tx,
  { accountId, channelId, period }: ChannelMonth,
  currency: string,
): Promise<boolean> {
  const rows = await tx.db
    .insert(invoice)
    .values({
      id: newId('inv'),
      accountId,
      channelId,
      period,
      state: 'draft',
      changesAt: nextChange(period, 'draft'),
      currency,
      totalMicros: 0,
      roundingMicros: 0,
      totalMinor: 0,
    })
    .onConflictDoNothing()
    .returning({ id: invoice.id });
  return rows.length === 1;
}

/** The invoice of a channel's month, and nobody else writes on it until commit. */
export async function lockInvoice(
  tx: Tx,
  channelId: string,
  period: string,
): Promise<InvoiceRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(invoice)
    .where(and(eq(invoice.channelId, channelId), eq(invoice.period, period)))
    .for('update');
  return row;
}

export async function invoiceOf(tx: Tx, channelId: string, period: string): Promise<InvoiceRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(invoice)
    .where(and(eq(invoice.channelId, channelId), eq(invoice.period, period)));
  return row;
}

/** Locks what is charged in a channel until commit, whether it has an invoice yet or not. */
export async function lockChannel(tx: Tx, channelId: string): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${channelId}, 15))`);
}

/** The invoice whose state changes next by now, locked; one that somebody else is at is left to them. */
export async function lockDue(tx: Tx): Promise<InvoiceRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(invoice)
    .where(sql`${invoice.changesAt} <= clock()`)
    .orderBy(asc(invoice.changesAt), asc(invoice.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}

/** When the next invoice changes its state. */
export async function soonestChange(tx: Tx): Promise<number | null> {
  const [row] = await tx.db
    .select({ at: invoice.changesAt })
    .from(invoice)
    .where(isNotNull(invoice.changesAt))
    .orderBy(asc(invoice.changesAt))
    .limit(1);
  return row?.at ?? null;
}

export async function setState(
  tx: Tx,
  id: string,
  state: InvoiceState,
  changesAt: number | null,
): Promise<void> {
  await tx.db.update(invoice).set({ state, changesAt }).where(eq(invoice.id, id));
}

type Item = Pick<
  typeof invoiceItem.$inferInsert,
  'cause' | 'ref' | 'amountMicros' | 'reason' | 'priceBookVersionId'
>;

export async function insertItem(
  tx: Tx,
  { id, accountId, channelId }: InvoiceRow,
  item: Item,
): Promise<void> {
  await tx.db
    .insert(invoiceItem)
    .values({ ...item, id: newId('item'), accountId, channelId, invoiceId: id, at: tx.now });
}

export async function countItems(tx: Tx, invoiceId: string, cause: ItemCause): Promise<number> {
  return tx.db.$count(invoiceItem, and(eq(invoiceItem.invoiceId, invoiceId), eq(invoiceItem.cause, cause)));
}

/** Items of an invoice in the order in which they came; shares of one template are one. */
export function itemsOf(tx: Tx, accountId: string, invoiceId: string) {
  const each = sql`case when ${invoiceItem.cause} = 'share' then ${invoiceItem.reason} else ${invoiceItem.id} end`;
  return tx.db
    .select({
      id: sql<string>`min(${invoiceItem.id})`,
      cause: invoiceItem.cause,
      reason: sql<string | null>`min(${invoiceItem.reason})`,
      amountMicros: sql<number>`sum(${invoiceItem.amountMicros})::float8`,
      at: sql<number>`(extract(epoch from min(${invoiceItem.at})) * 1000)::float8`,
    })
    .from(invoiceItem)
    .where(and(eq(invoiceItem.accountId, accountId), eq(invoiceItem.invoiceId, invoiceId)))
    .groupBy(invoiceItem.cause, each)
    .orderBy(sql`min(${invoiceItem.at})`, sql`min(${invoiceItem.id})`);
}

/** Items that come with charges, many at once. */
export async function insertItems(
  tx: Tx,
  rows: readonly Omit<typeof invoiceItem.$inferInsert, 'id' | 'at'>[],
): Promise<void> {
  const values = rows.map((row) => ({ ...row, id: newId('item'), at: tx.now }));
  for (let at = 0; at < values.length; at += 500)
    await tx.db.insert(invoiceItem).values(values.slice(at, at + 500));
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

/** Whether anything but shares of a publisher and what the channel is owed is on an invoice. */
export async function hasUse(tx: Tx, invoiceId: string): Promise<boolean> {
  const rows = await tx.db.execute(sql`
    select 1 where exists (select 1 from charge where invoice_id = ${invoiceId})
                or exists (select 1 from invoice_item where invoice_id = ${invoiceId} and cause not in ('share', 'credit', 'downtime'))`);
  return rows.length > 0;
}

/** Everything on an invoice: charges and items. */
export async function sumOf(tx: Tx, invoiceId: string): Promise<number> {
  const rows = await tx.db.execute<{ sum: string }>(sql`
    select coalesce((select sum(amount_micros) from charge where invoice_id = ${invoiceId}), 0)
         + coalesce((select sum(amount_micros) from invoice_item where invoice_id = ${invoiceId}), 0) as sum`);
  return Number(rows[0]?.sum ?? 0);
}

export async function setTotal(tx: Tx, invoiceId: string, total: InvoiceTotal): Promise<void> {
  await tx.db
    .update(invoice)
    .set({
      totalMicros: total.chargesMicros,
      roundingMicros: total.roundingMicros,
      totalMinor: total.totalMinor,
    })
    .where(and(eq(invoice.id, invoiceId), ne(invoice.state, 'final')));
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
