import { invoiceDates } from '@patchbay/engine/invoicing';
import type { Actor } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import { namesOf } from '../environments/names.ts';
import { bookedParts, type BookedPart } from '../reservations/booked-parts.ts';
import type { InvoiceDto, InvoiceHourDto, InvoiceItemDto, InvoiceLineDto, InvoiceRowDto } from './dto.ts';
import * as lines from './lines.ts';
import * as repository from './repository.ts';

export { daysIn, partsIn } from './lines.ts';

export const chargedBySlot = (tx: Tx, accountId: string, ids: readonly string[]) =>
  repository.chargedBySlot(tx, accountId, ids);

export async function periodsOf(tx: Tx, accountId: string, channelId: string): Promise<string[]> {
  return (await repository.invoicesOf(tx, accountId, channelId)).map((row) => row.period);
}

/** What a channel's month has come to, and what of that is not usage; null where nothing was charged in it. */
export async function sumsOf(
  tx: Tx,
  { accountId, channelId, period }: { accountId: string; channelId: string; period: string },
): Promise<{ id: string; totalMicros: number; items: InvoiceItemDto[] } | null> {
  const row = await repository.invoiceOf(tx, channelId, period);
  if (row?.accountId !== accountId) return null;
  return { id: row.id, totalMicros: row.totalMicros, items: await itemDtos(tx, accountId, row.id) };
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
  return app.db.app.look(member, async (tx) => {
    const row = await repository.invoiceById(tx, member.accountId, id);
    if (!row) throw notFound('invoice');
    const { period, state, totalMinor, currency, totalMicros, roundingMicros } = row;
    const { draftFrom, reviewFrom, finalFrom } = invoiceDates(period);
    return {
      id,
      period,
      state,
      totalMinor,
      currency,
      accountName: member.accountName,
      channelName: member.channelName,
      periodStart: iso(draftFrom),
      periodEnd: iso(reviewFrom),
      reviewFrom: iso(reviewFrom),
      finalFrom: iso(finalFrom),
      lines: await lineDtos(tx, member.accountId, row),
      items: await itemDtos(tx, member.accountId, id),
      totalMicros,
      roundingMicros,
    };
  });
}

/** The hours of one line, so that quantity x price x factors can be checked by hand. */
export async function hours({ app, member }: Actor, line: lines.LineKey): Promise<InvoiceHourDto[]> {
  return app.db.app.tx(member, async (tx) => {
    if (!(await repository.invoiceById(tx, member.accountId, line.invoiceId))) throw notFound('invoice');
    const found = await lines.hoursOf(tx, member.accountId, line);
    return found.map(({ bucket, ...hour }) => ({ ...hour, at: iso(bucket) }));
  });
}

async function lineDtos(tx: Tx, accountId: string, { id, period }: repository.InvoiceRow) {
  const rows = await lines.linesOf(tx, accountId, id);
  const names = await namesOf(
    tx,
    accountId,
    rows.map(({ environmentId }) => environmentId),
  );
  const partOf = bookedParts(tx, accountId);
  const found: InvoiceLineDto[] = [];
  for (const row of rows) {
    const part = await partOf(row.slotId, row.component);
    found.push(lineDto(row, period, part, names.get(row.environmentId) ?? ''));
  }
  return found;
}

/** Names a line with the revision that was booked. */
function lineDto(
  { usedIn, ...line }: Awaited<ReturnType<typeof lines.linesOf>>[number],
  period: string,
  { reservation, slot, designId, designName, component }: BookedPart,
  environmentName: string,
): InvoiceLineDto {
  return {
    ...line,
    late: usedIn === period ? null : usedIn,
    environmentName,
    designId,
    designName,
    revision: reservation.revision,
    componentName: component?.name ?? line.component,
    componentType: component?.type ?? '',
    slot: { start: iso(slot.during.start), end: iso(slot.during.end) },
  };
}

async function itemDtos(tx: Tx, accountId: string, invoiceId: string): Promise<InvoiceItemDto[]> {
  const items = await repository.itemsOf(tx, accountId, invoiceId);
  return items.map(({ id, cause, amountMicros, reason, at }) => ({
    id,
    cause,
    amountMicros,
    reason,
    at: iso(at),
  }));
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
