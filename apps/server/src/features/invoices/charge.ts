import type { DesignModel } from '@patchbay/engine/design';
import { rateRecord, type PriceBook } from '@patchbay/engine/rating';
import { utcMonth } from '@patchbay/engine/time';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { openInvoice, settleSums, type OpenInvoice } from './open.ts';
import * as repository from './repository.ts';

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
  const months = [...new Set(records.map(({ bucket }) => utcMonth(bucket).name))].sort();
  const open = new Map<string, OpenInvoice>();
  for (const period of months) open.set(period, await openInvoice(tx, { ...owner, period }, book.currency));
  const buckets = [...new Set(records.map((record) => record.bucket))];
  const before = await repository.chargedBefore(tx, owner.slotId, buckets);
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const lines = records.map((record): repository.NewCharge => {
    const past = known.get(keyOf(record));
    const { amountMicros, ...rated } = rateRecord(record, model, book, { grade });
    return {
      ...owner,
      id: newId('chg'),
      invoiceId: open.get(utcMonth(record.bucket).name)?.id ?? '',
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
  const touched = new Map([...open.values()].map((row) => [row.id, row]));
  for (const row of touched.values()) await settleSums(tx, row);
}
