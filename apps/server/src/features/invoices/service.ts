import type { DesignModel } from '@patchbay/engine/design';
import { invoiceTotal } from '@patchbay/engine/invoicing';
import { rateRecord, type PriceBook } from '@patchbay/engine/rating';
import { utcMonth } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import { namesOf } from '../environments/names.ts';
import { bookedParts, type BookedPart } from '../reservations/booked-parts.ts';
import type { InvoiceDto, InvoiceLineDto, InvoiceRowDto } from './dto.ts';
import * as repository from './repository.ts';

/** An hourly usage record and its total quantity. */
export interface Rated {
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
 * Charges usage records at the price book that was booked, one line each, on the draft of the record's month.
 * A record that was charged before gets a line for the difference that names the first one: nothing is edited (MTR-2).
 */
export async function charge(
  tx: Tx,
  owner: ChargeOwner,
  { model, book, grade }: Terms,
  records: readonly Rated[],
): Promise<void> {
  const keyOf = (row: Omit<Rated, 'quantity'>) => `${row.component} ${row.idx} ${row.meter} ${row.bucket}`;
  const before = await repository.chargedBefore(tx, owner.slotId, [
    ...new Set(records.map((record) => record.bucket)),
  ]);
  const known = new Map(before.map((row) => [keyOf(row), row]));
  const drafts = new Map<string, string>();
  const lines: repository.NewCharge[] = [];
  for (const record of records) {
    const period = utcMonth(record.bucket).name;
    const invoiceId =
      drafts.get(period) ??
      (await repository.draftOf(tx, owner.accountId, owner.channelId, period, book.currency));
    drafts.set(period, invoiceId);
    const past = known.get(keyOf(record));
    const { amountMicros, ...rated } = rateRecord(record, model, book, { grade });
    lines.push({
      ...owner,
      id: newId('chg'),
      invoiceId,
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
    });
  }
  await repository.insertCharges(tx, lines);
  for (const invoiceId of drafts.values()) {
    await repository.setTotal(tx, invoiceId, invoiceTotal([await repository.chargesTotal(tx, invoiceId)]));
  }
}

export interface Amount {
  readonly perUnitMicros: number;
  readonly amountMicros: number;
}

export const chargedBySlot = (tx: Tx, accountId: string, ids: readonly string[]) =>
  repository.chargedBySlot(tx, accountId, ids);
export const daysOf = (tx: Tx, accountId: string, channelId: string, period: string) =>
  repository.daysOf(tx, accountId, channelId, period);

/** Charged in a month, by `slot component meter`. */
export async function amountsOf(
  tx: Tx,
  accountId: string,
  channelId: string,
  period: string,
): Promise<Map<string, Amount>> {
  const rows = await repository.amountsOf(tx, accountId, channelId, period);
  return new Map(rows.map((row) => [`${row.slotId} ${row.component} ${row.meter}`, row]));
}

export async function periodsOf(tx: Tx, accountId: string, channelId: string): Promise<string[]> {
  return (await repository.invoicesOf(tx, accountId, channelId)).map((row) => row.period);
}

export async function list({ app, member }: Actor): Promise<InvoiceRowDto[]> {
  const rows = await app.db.app.tx(member, (tx) =>
    repository.invoicesOf(tx, member.accountId, member.channelId),
  );
  return rows.map(({ id, period, state, totalMinor, currency }) => ({
    id,
    period,
    state,
    totalMinor,
    currency,
  }));
}

export async function get({ app, member }: Actor, id: string): Promise<InvoiceDto> {
  return app.db.app.tx(member, async (tx) => {
    const row = await repository.invoiceById(tx, member.accountId, id);
    if (!row) throw notFound('invoice');
    const rows = await repository.linesOf(tx, member.accountId, id);
    const names = await namesOf(
      tx,
      member.accountId,
      rows.map(({ environmentId }) => environmentId),
    );
    const partOf = bookedParts(tx, member.accountId);
    const lines: InvoiceLineDto[] = [];
    for (const line of rows)
      lines.push(
        lineDto(line, await partOf(line.slotId, line.component), names.get(line.environmentId) ?? ''),
      );
    const month = utcMonth(Date.parse(`${row.period}-01T00:00:00Z`));
    return {
      id,
      period: row.period,
      state: row.state,
      totalMinor: row.totalMinor,
      currency: row.currency,
      accountName: member.accountName,
      channelName: member.channelName,
      periodStart: new Date(month.start).toISOString(),
      periodEnd: new Date(month.end).toISOString(),
      lines,
      totalMicros: row.totalMicros,
      roundingMicros: row.roundingMicros,
    };
  });
}

/** Names a line with the revision that was booked. */
function lineDto(
  line: Awaited<ReturnType<typeof repository.linesOf>>[number],
  { reservation, slot, designId, component }: BookedPart,
  environmentName: string,
): InvoiceLineDto {
  const { slotId: _, ...rest } = line;
  return {
    ...rest,
    environmentName,
    designId,
    revision: reservation.revision,
    componentName: component?.name ?? line.component,
    componentType: component?.type ?? '',
    slot: {
      start: new Date(slot.during.start).toISOString(),
      end: new Date(slot.during.end).toISOString(),
    },
  };
}
