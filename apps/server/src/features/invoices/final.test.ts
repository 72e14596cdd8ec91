import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { DAY, HOUR, MINUTE, utcMonth } from '@patchbay/engine/time';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, drawWordProcessing } from '../../../test/book.ts';
import * as catalogs from '../catalog/service.ts';
import * as reservations from '../reservations/slots.ts';
import { bookedModel } from '../reservations/booked-design.ts';
import { charge, type HourlyRecord } from './charge.ts';
import { creditDowntime } from './credits.ts';
import { holdCharges, openInvoice } from './open.ts';
import type { ChannelDto, InvoiceDto, InvoiceRowDto } from './dto.ts';

let server: TestApp;
let ada: Browser;
let operator: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  operator = await server.operator();
});
afterAll(() => server.end());

const invoices = () => ada.query<InvoiceRowDto[]>('invoices.list');
const invoiceOf = (id: string | undefined) => ada.query<InvoiceDto>('invoices.get', { id });
const sumOf = (items: readonly { amountMicros: number }[]) =>
  items.reduce((sum, { amountMicros }) => sum + amountMicros, 0);

/** One slot of two hours, lived through; with what is charged for it. */
async function lived(name: string) {
  const design = await drawWordProcessing(ada, name);
  const soon = Math.ceil((await server.now()) / HOUR) * HOUR;
  const start = utcMonth(soon).end - soon > DAY ? soon : utcMonth(soon).end + HOUR;
  const { slotId } = await book(ada, { designId: design, start, end: start + 2 * HOUR });
  await server.skip(start + 2 * HOUR + MINUTE);
  return { slotId, start };
}

/** Usage that is charged beside what the workers do: quantities are totals of their hour, as records are. */
async function chargeLate(slotId: string, records: readonly HourlyRecord[]): Promise<void> {
  await server.app.db.platform.tx(null, async (tx) => {
    const booked = await reservations.bySlot(tx, slotId);
    if (!booked) throw new Error('no such slot');
    const { reservation, slot } = booked;
    const { book: prices } = await catalogs.priceBookVersion(tx, reservation.priceBookVersionId);
    const owner = {
      accountId: slot.accountId,
      channelId: reservation.channelId,
      environmentId: slot.environmentId,
      reservationId: reservation.id,
      slotId,
      priceBookVersionId: reservation.priceBookVersionId,
    };
    await charge(tx, owner, { model: await bookedModel(tx, booked), book: prices, grade: 3 }, records);
  });
}

describe('draft, review, final', () => {
  let slot: Awaited<ReturnType<typeof lived>>;
  let first: InvoiceDto;

  it('the sum of charges, fee and rounding is the total, to the last micro-unit (MTR-2)', async () => {
    slot = await lived('Letters');
    const [row] = await invoices();
    first = await invoiceOf(row?.id);
    expect(first.state).toBe('draft');
    expect(sumOf(first.lines) + sumOf(first.items)).toBe(first.totalMicros);
    expect(first.totalMicros + first.roundingMicros).toBe(first.totalMinor * 10_000);
  });

  it('a credit is a negative line with its reason, once per key, and is shown to the customer', async () => {
    const channels = await operator.query<ChannelDto[]>('invoices.channels');
    const channel = channels.find(({ name }) => name.startsWith('Ada /'));
    const credit = {
      key: randomUUID(),
      channelId: channel?.channelId,
      amountMinor: 50,
      reason: 'Slow answers on Monday',
    };
    await operator.mutate('invoices.giveCredit', credit);
    await operator.mutate('invoices.giveCredit', credit);
    const { items, totalMicros } = await invoiceOf(first.id);
    expect(items.filter(({ cause }) => cause === 'credit')).toMatchObject([
      { amountMicros: -500_000, reason: 'Slow answers on Monday' },
    ]);
    expect(totalMicros).toBe(first.totalMicros - 500_000);
    await expect(ada.mutate('invoices.giveCredit', credit)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('what a failure is credited with neither brings the fee nor spares it', async () => {
    const hit = await server.customer('Hit');
    const design = await drawWordProcessing(hit, 'Hit');
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const { slotId } = await book(hit, { designId: design, start, end: start + HOUR });
    await server.app.db.platform.tx(null, async (tx) => {
      const booked = await reservations.bySlot(tx, slotId);
      if (booked) await creditDowntime(tx, booked, { start, end: start + MINUTE }, 1000);
    });
    const causes = async () => {
      const [row] = await hit.query<InvoiceRowDto[]>('invoices.list');
      return (await hit.query<InvoiceDto>('invoices.get', { id: row?.id })).items.map(({ cause }) => cause);
    };
    expect(await causes()).toEqual(['downtime']);
    await server.skip(start + HOUR + MINUTE);
    expect((await causes()).toSorted()).toEqual(['base-fee', 'downtime']);
  });

  it('a credit brings no fee to a month in which nothing was used', async () => {
    const idle = await server.customer('Idle');
    const channels = await operator.query<ChannelDto[]>('invoices.channels');
    const channelId = channels.find(({ name }) => name.startsWith('Idle /'))?.channelId;
    const credit = { key: randomUUID(), channelId, amountMinor: 50, reason: 'Welcome' };
    await operator.mutate('invoices.giveCredit', credit);
    const [row] = await idle.query<InvoiceRowDto[]>('invoices.list');
    const { items } = await idle.query<InvoiceDto>('invoices.get', { id: row?.id });
    expect(items.map(({ cause }) => cause)).toEqual(['credit']);
  });

  it('enters review at the end of its month and is final three days later, by itself', async () => {
    const { end } = utcMonth(slot.start);
    await server.skip(end + MINUTE);
    expect((await invoiceOf(first.id)).state).toBe('review');
    await server.skip(end + 3 * DAY - MINUTE);
    expect((await invoiceOf(first.id)).state).toBe('review');
    await server.skip(end + 3 * DAY);
    expect((await invoiceOf(first.id)).state).toBe('final');
  });

  it('late usage is a line on the next open invoice that names the one it corrects; the final one stays as it is', async () => {
    const before = await invoiceOf(first.id);
    const line = before.lines.find(({ meter }) => meter === 'cpu.used');
    const [hour] = await ada.query<{ quantity: number }[]>('invoices.hours', {
      invoiceId: first.id,
      slotId: slot.slotId,
      component: line?.component,
      meter: 'cpu.used',
    });
    const bucket = slot.start;
    const late = { component: line?.component ?? '', idx: 0, meter: 'cpu.used' as const, bucket };
    const quantity = (hour?.quantity ?? 0) + 3_600_000;
    await chargeLate(slot.slotId, [{ ...late, quantity }]);
    // However often it is stated.
    await chargeLate(slot.slotId, [{ ...late, quantity }]);
    expect(await invoiceOf(first.id)).toEqual(before);
    const [next] = await invoices();
    const now = await invoiceOf(next?.id);
    expect(now.period).not.toBe(before.period);
    const corrections = now.lines.filter(({ late: of }) => of === before.period);
    expect(corrections).toMatchObject([{ meter: 'cpu.used', quantity: 3_600_000, corrects: true }]);
    expect(sumOf(now.lines) + sumOf(now.items)).toBe(now.totalMicros);
  });

  it('the database lets nothing come onto it and nothing of it change', async () => {
    const write = (query: ReturnType<typeof sql>) => rows(server.app, query);
    await expect(write(sql`update invoice set total_minor = 0 where id = ${first.id}`)).rejects.toMatchObject(
      { cause: { message: expect.stringContaining('is final') } },
    );
    await expect(write(sql`delete from invoice where id = ${first.id}`)).rejects.toMatchObject({
      cause: { message: expect.stringContaining('is final') },
    });
    await expect(
      write(sql`
        insert into invoice_item (id, account_id, channel_id, invoice_id, cause, ref, amount_micros, at)
        select 'item_x', account_id, channel_id, id, 'credit', 'x', -1, clock() from invoice where id = ${first.id}`),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('is final') } });
  });

  it('rating its month again gives identical amounts', async () => {
    const stored = await rows(
      server.app,
      sql`select component, idx, meter, extract(epoch from bucket) * 1000 as bucket,
                 sum(quantity)::bigint as quantity, sum(amount_micros)::bigint as amount
            from charge where slot_id = ${slot.slotId} group by 1, 2, 3, 4`,
    );
    const again = stored.map((row) => ({
      component: String(row['component']),
      idx: Number(row['idx']),
      meter: row['meter'] as HourlyRecord['meter'],
      bucket: Number(row['bucket']),
      quantity: Number(row['quantity']),
    }));
    const before = await sumOfSlot(slot.slotId);
    await chargeLate(slot.slotId, again);
    expect(await sumOfSlot(slot.slotId)).toBe(before);
    const changed = await rows(
      server.app,
      sql`select 1 from charge where slot_id = ${slot.slotId} and no > 0 and created_at >= (
            select max(created_at) from charge where slot_id = ${slot.slotId}) and amount_micros <> 0`,
    );
    expect(changed).toEqual([]);
  });
});

async function sumOfSlot(slotId: string): Promise<number> {
  const [row] = await rows(
    server.app,
    sql`select sum(amount_micros) as n from charge where slot_id = ${slotId}`,
  );
  return Number(row?.['n']);
}

it('MTR-2: who holds the charges of a channel holds them also before its first invoice', async () => {
  const fresh = await server.customer('Fresh');
  const me = await fresh.query<{ account: { id: string } }>('session.me');
  const channels = await operator.query<ChannelDto[]>('invoices.channels');
  const channelId = channels.find(({ name }) => name.startsWith('Fresh /'))?.channelId ?? '';
  const month = { accountId: me.account.id, channelId, period: utcMonth(await server.now()).name };
  const { platform } = server.app.db;
  const done: string[] = [];
  let charging: Promise<unknown> = Promise.resolve();
  await platform.tx(null, async (tx) => {
    await holdCharges(tx, channelId);
    charging = platform
      .tx(null, (other) => openInvoice(other, month, 'EUR'))
      .then(() => done.push('charged'));
    await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(0);
    done.push('held');
  });
  await charging;
  expect(done).toEqual(['held', 'charged']);
});

/** How many wait for a lock that is no row's. */
async function waiting(): Promise<number> {
  const [row] = await rows(
    server.app,
    sql`select count(*)::int as n from pg_locks
         where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
  );
  return Number(row?.['n']);
}

it('charges of one channel at the same time, in any order, come to one sum and one fee', async () => {
  const { slotId, start } = await lived('Twice');
  const extra = Array.from(
    { length: 8 },
    (_, n): HourlyRecord => ({
      component: 'c-a1',
      idx: 0,
      meter: 'traffic.used',
      bucket: start + (n % 2) * HOUR,
      quantity: 1_000_000_000,
    }),
  );
  // Each pair states the same two hours: four times at once, and in both orders.
  await Promise.all(
    [0, 2, 4, 6].map((n) =>
      chargeLate(slotId, n % 4 === 0 ? extra.slice(n, n + 2) : extra.slice(n, n + 2).toReversed()),
    ),
  );
  const [row] = await invoices();
  const invoice = await invoiceOf(row?.id);
  const traffic = invoice.lines.filter((line) => line.slotId === slotId && line.meter === 'traffic.used');
  expect(traffic.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2_000_000_000);
  expect(invoice.items.filter(({ cause }) => cause === 'base-fee')).toHaveLength(1);
  expect(sumOf(invoice.lines) + sumOf(invoice.items)).toBe(invoice.totalMicros);
});
