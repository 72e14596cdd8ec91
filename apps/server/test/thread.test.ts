import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignDto } from '../src/features/designs/dto.ts';
import type { EnvironmentDto } from '../src/features/environments/dto.ts';
import type { InvoiceDto, InvoiceLineDto, InvoiceRowDto } from '../src/features/invoices/dto.ts';
import type { BookResultDto, QuoteDto } from '../src/features/reservations/dto.ts';
import type { UsageDto } from '../src/features/usage/dto.ts';
import { rows, testApp, type Browser, type TestApp } from './app.ts';

const HOUR = 3_600_000;
let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

async function easyDesign(browser: Browser): Promise<DesignDto> {
  return browser.mutate('designs.create', {
    key: randomUUID(),
    name: 'Easy Word Processing',
    abstraction: 'easy-word-processing',
  });
}

async function book(browser: Browser, design: DesignDto, start: number, hours: number) {
  const slot = {
    designId: design.id,
    revision: design.revision,
    start: new Date(start).toISOString(),
    end: new Date(start + hours * HOUR).toISOString(),
  };
  const quote = await browser.query<QuoteDto>('reservations.quote', slot);
  const booked = await browser.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: quote.totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  return { quote, reservation: booked.reservation };
}

describe('S7: draw, book, run, meter, bill', () => {
  it('charges the machine and both licences, and the total is the one that was shown (MTR-2)', async () => {
    const ada = await server.customer('Ada');
    const design = await easyDesign(ada);
    // Half past: three hourly buckets, two of them in part.
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + 24 * HOUR + HOUR / 2;
    const { quote, reservation } = await book(ada, design, start, 2);

    await server.skip(start + 60_000);
    const running = await ada.query<EnvironmentDto>('environments.get', { id: reservation.environmentId });
    expect(running.state).toBe('running');
    expect(running.parts).toMatchObject([{ component: 'c-a1', idx: 0, state: 'running' }]);

    await server.skip(start + 2 * HOUR + 60_000);
    const ended = await ada.query<EnvironmentDto>('environments.get', { id: reservation.environmentId });
    expect(ended.state).toBe('ended');
    expect(ended.parts.map((part) => part.state)).toEqual(['gone']);

    const [row] = await ada.query<InvoiceRowDto[]>('invoices.list');
    const invoice = await ada.query<InvoiceDto>('invoices.get', { id: row?.id });
    const reserved = invoice.lines.filter(({ meter }) => meter.endsWith('.reserved'));
    expect(reserved.map((line) => [line.componentType, line.meter, line.quantity])).toEqual([
      ['x86-pc', 'machine.reserved', 7200],
      ['windows-98', 'licence.reserved', 7200],
      ['wordperfect-8', 'licence.reserved', 7200],
    ]);
    const sum = (lines: InvoiceLineDto[]) => lines.reduce((micros, line) => micros + line.amountMicros, 0);
    expect(sum(reserved)).toBe(quote.estimate.reservedMicros);
    const fees = invoice.items.reduce((micros, item) => micros + item.amountMicros, 0);
    expect(invoice.items.map(({ cause }) => cause)).toEqual(['base-fee']);
    expect(ended.chargedMicros).toBe(sum(invoice.lines));
    expect(ended.chargedMicros).toBeLessThanOrEqual(quote.estimate.maximumMicros);
    expect(invoice.totalMicros + invoice.roundingMicros).toBe(invoice.totalMinor * 10_000);
    expect(sum(invoice.lines) + fees).toBe(invoice.totalMicros);

    const usage = await ada.query<UsageDto>('usage.month', {});
    expect(usage.spentMicros).toBe(invoice.totalMicros);
    const cpu = usage.rows.flatMap((one) => one.meters).find((meter) => meter.meter === 'cpu.used');
    expect(cpu?.quantity).toBeGreaterThan(0);
    expect(cpu?.amountMicros).toBeGreaterThan(0);
  });

  it('ENV-3: nothing is left in the data center, and every unit is free again', async () => {
    expect(await rows(server.app, sql`select 1 from unit_binding where upper(during) > clock()`)).toEqual([]);
    expect(
      await rows(server.app, sql`select 1 from outbox where done_at is null and job <> 'clear'`),
    ).toEqual([]);
    const left = await server.app.db.simulator.tx(null, async (tx) => [
      ...(await tx.db.execute(sql`select * from simulator.resource`)),
    ]);
    expect(left).toEqual([]);
  });

  it('S7: another channel neither sees nor pays for it (ISO-1)', async () => {
    const bob = await server.customer('Bob');
    expect(await bob.query('environments.list')).toEqual([]);
    expect(await bob.query('invoices.list')).toEqual([]);
    expect(await bob.query<UsageDto>('usage.month', {})).toMatchObject({ rows: [], spentMicros: 0 });
  });

  it('releases early: charged until then, torn down at once', async () => {
    const eve = await server.customer('Eve');
    const design = await easyDesign(eve);
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const { reservation } = await book(eve, design, start, 4);
    await server.skip(start + HOUR + HOUR / 4);
    await eve.mutate('reservations.release', { key: randomUUID(), reservationId: reservation.id });
    await server.skip((await server.now()) + 30_000);
    const ended = await eve.query<EnvironmentDto>('environments.get', { id: reservation.environmentId });
    expect(ended.state).toBe('ended');
    const used = (Date.parse(ended.slot.end) - start) / 1000;
    expect(used).toBeGreaterThanOrEqual(4500);
    const usage = await eve.query<UsageDto>('usage.month', {});
    const machine = usage.rows
      .flatMap((row) => row.meters)
      .find((meter) => meter.meter === 'machine.reserved');
    expect(machine?.quantity).toBe(Math.floor(used));
  });

  it('cancels a slot that has not begun: nothing is charged and its room is free', async () => {
    const kim = await server.customer('Kim');
    const design = await easyDesign(kim);
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + 48 * HOUR;
    const { reservation } = await book(kim, design, start, 1);
    await kim.mutate('reservations.release', { key: randomUUID(), reservationId: reservation.id });
    const [row] = await kim.query<{ state: string }[]>('reservations.list');
    expect(row?.state).toBe('cancelled');
    expect(
      await rows(
        server.app,
        sql`select 1 from host_claim c join slot s on s.id = c.slot_id where s.state = 'cancelled' and c.state <> 'released'`,
      ),
    ).toEqual([]);
    await expect(
      kim.mutate('reservations.release', { key: randomUUID(), reservationId: reservation.id }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('idempotency', () => {
  it('answers a repeated key with the same reply and another body with KEY_REUSED', async () => {
    const ida = await server.customer('Ida');
    const design = await easyDesign(ida);
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + 72 * HOUR;
    const slot = {
      designId: design.id,
      revision: 1,
      start: new Date(start).toISOString(),
      end: new Date(start + HOUR).toISOString(),
    };
    const quote = await ida.query<QuoteDto>('reservations.quote', slot);
    const input = { ...slot, key: randomUUID(), zone: 'UTC', expectedTotalMinor: quote.totalMinor };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => ida.mutate<BookResultDto>('reservations.book', input)),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await ida.query('reservations.list')).toHaveLength(1);
    await expect(ida.mutate('reservations.book', { ...input, zone: 'Europe/Berlin' })).rejects.toMatchObject({
      code: 'KEY_REUSED',
    });
  });

  it('answers a retry as before even when its own claim took the last units, and after the slot has begun', async () => {
    const last = await server.customer('Last');
    const design = await easyDesign(last);
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + 96 * HOUR;
    const slot = {
      designId: design.id,
      revision: 1,
      start: new Date(start).toISOString(),
      end: new Date(start + HOUR).toISOString(),
    };
    await server.app.db.platform.tx(null, (tx) =>
      tx.db
        .execute(sql`update pool_capacity set capacity = case when pool_id like '%berlin%' then 1 else 0 end
      where pool_id in (select id from pool where resource_class = 'seat/wordperfect-8')`),
    );
    const quote = await last.query<QuoteDto>('reservations.quote', slot);
    const input = { ...slot, key: randomUUID(), zone: 'UTC', expectedTotalMinor: quote.totalMinor };
    const first = await last.mutate<BookResultDto>('reservations.book', input);
    expect(first.outcome).toBe('booked');
    expect(await last.mutate('reservations.book', input)).toEqual(first);
    expect(
      (await last.mutate<BookResultDto>('reservations.book', { ...input, key: randomUUID() })).outcome,
    ).toBe('full');
    await server.skip(start + 10 * 60_000);
    expect(await last.mutate('reservations.book', input)).toEqual(first);
  });

  it('refuses a price that is not the one that was shown, and books nothing', async () => {
    const una = await server.customer('Una');
    const design = await easyDesign(una);
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + 72 * HOUR;
    const slot = {
      designId: design.id,
      revision: 1,
      start: new Date(start).toISOString(),
      end: new Date(start + HOUR).toISOString(),
    };
    await expect(
      una.mutate('reservations.book', { ...slot, key: randomUUID(), zone: 'UTC', expectedTotalMinor: 1 }),
    ).rejects.toMatchObject({ code: 'PRICE_CHANGED' });
    expect(await una.query('reservations.list')).toEqual([]);
  });
});
