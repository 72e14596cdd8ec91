import { capLine, following, invoiceTotal, periodFor } from '@patchbay/engine/invoicing';
import type { Tx } from '../../db/pool.ts';
import { limitOf, sendAlerts, type ChannelMonth } from '../budgets/limits.ts';
import * as catalogs from '../catalog/service.ts';
import * as repository from './repository.ts';

export type OpenInvoice = repository.InvoiceRow;

/**
 * The invoice that takes what was used in a month, made when something needs it: that month's own, or the next one that is
 * not final. It stays locked until commit, so a channel's charges, caps and alerts are settled one after another.
 */
export async function openInvoice(tx: Tx, month: ChannelMonth, currency: string): Promise<OpenInvoice> {
  const row = await openForCredit(tx, month, currency);
  if (!(await isUsed(tx, row.id))) await chargeBaseFee(tx, row);
  return row;
}

/** The same for what the channel is owed: by that alone it is not used. */
export async function openForCredit(tx: Tx, month: ChannelMonth, currency: string): Promise<OpenInvoice> {
  await repository.lockChannel(tx, month.channelId);
  for (let period = periodFor(month.period, tx.now); ; period = following(period)) {
    const row = await lockedDraft(tx, { ...month, period }, currency);
    // It may have become final while this waited for it.
    if (row.state !== 'final') return row;
  }
}

async function lockedDraft(tx: Tx, month: ChannelMonth, currency: string): Promise<OpenInvoice> {
  await repository.insertDraft(tx, month, currency);
  const row = await repository.lockInvoice(tx, month.channelId, month.period);
  if (!row) throw new Error('the invoice of this month is gone');
  return row;
}

/** Whether anything but shares and credits is on an invoice: then it has its fee, or is of before there was one. */
const isUsed = (tx: Tx, invoiceId: string) => repository.hasUse(tx, invoiceId);

/** Once for each month in which a channel is used, whatever else happens in it. */
async function chargeBaseFee(tx: Tx, row: OpenInvoice): Promise<void> {
  const { id, book } = await catalogs.currentPriceBook(tx);
  const { baseMicros } = book.monthly;
  if (baseMicros === 0) return;
  await repository.insertItem(tx, row, {
    cause: 'base-fee',
    ref: row.period,
    amountMicros: baseMicros,
    priceBookVersionId: id,
  });
}

/** Nothing is charged in a channel until commit. */
export const holdCharges = (tx: Tx, channelId: string) => repository.lockChannel(tx, channelId);

/** What is charged in a month; nothing without an invoice. */
export async function chargedIn(
  tx: Tx,
  { channelId, period }: Omit<ChannelMonth, 'accountId'>,
): Promise<number> {
  return (await repository.invoiceOf(tx, channelId, period))?.totalMicros ?? 0;
}

/** The fee that a month's first charge will bring; 0 where it has one. */
export async function feeAhead(
  tx: Tx,
  { channelId, period }: Omit<ChannelMonth, 'accountId'>,
): Promise<number> {
  const row = await repository.invoiceOf(tx, channelId, period);
  if (row && (await isUsed(tx, row.id))) return 0;
  return (await catalogs.currentPriceBook(tx)).book.monthly.baseMicros;
}

/** What a month has come to for whoever asks what is left of it; without an invoice, what its first charge will begin with. */
export async function spentIn(
  tx: Tx,
  { channelId, period }: Omit<ChannelMonth, 'accountId'>,
): Promise<number> {
  const month = { channelId, period };
  return (await chargedIn(tx, month)) + (await feeAhead(tx, month));
}

/**
 * Brings a locked invoice's sums up to what is on it. What goes beyond the channel's hard cap is taken off in a line of its
 * own, and alerts are sent, all in the caller's transaction: there is no instant at which charges exceed the cap.
 */
export async function settleSums(tx: Tx, row: OpenInvoice): Promise<void> {
  const limit = await limitOf(tx, row.channelId);
  const spent = await repository.sumOf(tx, row.id);
  const over = capLine(spent, limit);
  if (over !== 0) {
    const ref = String(await repository.countItems(tx, row.id, 'cap'));
    await repository.insertItem(tx, row, { cause: 'cap', ref, amountMicros: over });
  }
  await repository.setTotal(tx, row.id, invoiceTotal([spent + over]));
  const { accountId, channelId, period } = row;
  await sendAlerts(tx, { accountId, channelId, period }, spent + over, limit);
}
