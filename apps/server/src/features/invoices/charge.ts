import type { DesignModel } from '@patchbay/engine/design';
import { rateRecord, type PriceBook } from '@patchbay/engine/rating';
import { utcMonth } from '@patchbay/engine/time';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { openForCredit, openInvoice, settleSums, type OpenInvoice } from './open.ts';
import * as repository from './repository.ts';
import { creditShares, payeesOf, type Payee } from './shares.ts';

/** An hourly usage record and its total quantity. */
export interface HourlyRecord {
  readonly component: string;
  readonly idx: number;
  readonly meter: repository.NewCharge['meter'];
  readonly bucket: number;
  readonly quantity: number;
}

export interface ChargeOwner {
  readonly accountId: string;
  readonly channelId: string;
  readonly environmentId: string;
  readonly reservationId: string;
  readonly slotId: string;
  readonly priceBookVersionId: string;
}

/** At what price: the book that was booked, and the grade of the site it runs on. */
export interface Terms {
  readonly model: DesignModel;
  readonly book: PriceBook;
  readonly grade: number | null;
}

/**
 * Charges usage records at the price book that was booked, one line each, on the open invoice of the record's month.
 * What templates cost is credited to who published them, in the same transaction.
 * A record that was charged before gets a line for the difference that names the first one: nothing is edited (MTR-2).
 */
export async function charge(
  tx: Tx,
  owner: ChargeOwner,
  { model, book, grade }: Terms,
  records: readonly HourlyRecord[],
): Promise<void> {
  const keyOf = (row: Omit<HourlyRecord, 'quantity'>) =>
    `${row.component} ${row.idx} ${row.meter} ${row.bucket}`;
  const payees = await payeesOf(tx, model, records);
  const open = await openAll(tx, owner, payees, records, book.currency);
  const buckets = [...new Set(records.map((record) => record.bucket))];
  const before = await repository.chargedBefore(tx, owner.slotId, buckets);
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const lines = records.map((record): repository.NewCharge => {
    const past = known.get(keyOf(record));
    const { amountMicros, ...rated } = rateRecord(record, model, book, { grade });
    return {
      ...owner,
      id: newId('chg'),
      invoiceId: open.get(monthKey(owner, record.bucket))?.id ?? '',
      component: record.component,
      idx: record.idx,
      meter: record.meter,
      bucket: record.bucket,
      no: past?.lines ?? 0,
      quantity: record.quantity - (past?.quantity ?? 0),
      ...rated,
      amountMicros: amountMicros - (past?.amountMicros ?? 0),
      corrects: past?.first ?? null,
      createdAt: tx.now,
    };
  });
  await repository.insertCharges(tx, lines);
  await creditShares(tx, lines, payees, (payee, line) => open.get(monthKey(payee, line.bucket)));
  const touched = new Map([...open.values()].map((row) => [row.id, row]));
  for (const row of touched.values()) await settleSums(tx, row);
}

const monthKey = ({ channelId }: { readonly channelId: string }, bucket: number) =>
  `${channelId} ${utcMonth(bucket).name}`;

/** The open invoices of all who are concerned, locked in one order. */
async function openAll(
  tx: Tx,
  owner: ChargeOwner,
  payees: ReadonlyMap<string, Payee>,
  records: readonly HourlyRecord[],
  currency: string,
): Promise<ReadonlyMap<string, OpenInvoice>> {
  const wanted = new Map<string, { accountId: string; channelId: string; period: string }>();
  const payer = { accountId: owner.accountId, channelId: owner.channelId };
  for (const { bucket } of records)
    for (const { accountId, channelId } of [payer, ...payees.values()])
      wanted.set(monthKey({ channelId }, bucket), { accountId, channelId, period: utcMonth(bucket).name });
  const open = new Map<string, OpenInvoice>();
  for (const key of [...wanted.keys()].sort()) {
    const month = wanted.get(key);
    if (!month) continue;
    const opening = month.channelId === owner.channelId ? openInvoice : openForCredit;
    open.set(key, await opening(tx, month, currency));
  }
  return open;
}
