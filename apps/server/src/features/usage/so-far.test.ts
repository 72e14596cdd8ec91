import { rate } from '@patchbay/engine/rating';
import { HOUR, MINUTE, SECOND, utcMonth } from '@patchbay/engine/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, drawWordProcessing } from '../../../test/book.ts';
import { shippedPriceBook } from '../catalog/price-book.ts';
import type { InvoiceDto, InvoiceRowDto } from '../invoices/dto.ts';
import type { UsageDto, UsageRowDto } from './dto.ts';

let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

/** Two hours from half past: an hour is full after 30 minutes. */
async function bookHalfPast(designId: string) {
  const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR / 2;
  const { totalMicros, reservedMicros } = await book(ada, { designId, start, end: start + 2 * HOUR });
  return { start, totalMicros, reservedMicros };
}

const month = (browser: Browser, period?: string) =>
  browser.query<UsageDto>('usage.month', period === undefined ? {} : { period });
const sumOf = (rows: readonly UsageRowDto[]) => rows.reduce((sum, row) => sum + row.amountMicros, 0);
const reserved = (rows: readonly UsageRowDto[]) =>
  rows.map(({ meters }) => meters.find(({ meter }) => meter.endsWith('.reserved')));

it('MTR-2: what runs is shown before it is charged, apart from what was, and becomes exactly that', async () => {
  const id = await drawWordProcessing(ada, 'Shop');
  const { start, totalMicros, reservedMicros } = await bookHalfPast(id);
  expect(await month(ada)).toMatchObject({ rows: [], soFar: [], soFarMicros: 0 });

  await server.skip(start);
  expect(await month(ada)).toMatchObject({
    soFar: [],
    runningEnvironments: 0,
    forecast: { uncappedMicros: totalMicros + shippedPriceBook.monthly.baseMicros },
  });

  await server.skip(start + 20 * MINUTE);
  const first = await month(ada);
  const seconds = Math.floor((Date.parse(first.asOf) - start) / SECOND);
  expect(first).toMatchObject({
    rows: [],
    spentMicros: 0,
    runningEnvironments: 1,
  });
  expect(first.soFar).toHaveLength(3);
  for (const meter of reserved(first.soFar)) {
    expect(meter?.quantity).toBe(seconds);
    const record = { meter: meter?.meter ?? 'cpu.used', bucket: start, quantity: seconds };
    const rated = rate(record, meter?.perUnitMicros ?? -1, shippedPriceBook, { grade: 3 });
    expect(meter?.amountMicros).toBe(rated.amountMicros);
  }
  expect(first.soFarMicros).toBe(sumOf(first.soFar));
  expect(first.soFarMicros).toBeGreaterThan(0);
  expect(first.soFar.flatMap(({ meters }) => meters.map(({ meter }) => meter))).toContain('cpu.used');

  await server.skip(start + 50 * MINUTE);
  const second = await month(ada);
  const since = Math.floor((Date.parse(second.asOf) - start - 30 * MINUTE) / SECOND);
  expect(reserved(second.rows).map((meter) => meter?.quantity)).toEqual([1800, 1800, 1800]);
  expect(reserved(second.soFar).map((meter) => meter?.quantity)).toEqual([since, since, since]);
  const [draft] = await ada.query<InvoiceRowDto[]>('invoices.list');
  const invoice = await ada.query<InvoiceDto>('invoices.get', { id: draft?.id });
  const fees = second.items.reduce((sum, { amountMicros }) => sum + amountMicros, 0);
  expect([second.spentMicros, sumOf(second.rows) + fees]).toEqual([invoice.totalMicros, invoice.totalMicros]);
  expect(await month(ada, utcMonth(start - 31 * 24 * HOUR).name)).toMatchObject({
    soFar: [],
    soFarMicros: 0,
  });

  await server.skip(start + 2 * HOUR + MINUTE);
  const after = await month(ada);
  expect(after).toMatchObject({ soFar: [], soFarMicros: 0 });
  const amounts = reserved(after.rows).map((meter) => meter?.amountMicros ?? 0);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(reservedMicros);
});

it('names the environment beside its design, in usage and on the invoice', async () => {
  const id = await drawWordProcessing(ada, 'Twin');
  const { start } = await bookHalfPast(id);
  await bookHalfPast(id);
  await server.skip(start + 2 * HOUR + MINUTE);
  const { rows } = await month(ada);
  const ofDesign = rows.filter(({ designId }) => designId === id);
  const names = ['Twin', 'Twin 2'];
  expect([...new Set(ofDesign.map(({ environmentName }) => environmentName))].toSorted()).toEqual(names);
  expect(new Set(ofDesign.map(({ designName }) => designName))).toEqual(new Set(['Twin']));
  const [draft] = await ada.query<InvoiceRowDto[]>('invoices.list');
  const { lines } = await ada.query<InvoiceDto>('invoices.get', { id: draft?.id });
  const billed = lines.filter(({ designId }) => designId === id);
  expect([...new Set(billed.map(({ environmentName }) => environmentName))].toSorted()).toEqual(names);
});

it('ISO-1: nobody else sees what runs', async () => {
  await bookHalfPast(await drawWordProcessing(ada, 'Own'));
  await server.skip((await server.now()) + 2 * HOUR);
  expect((await month(ada)).soFar).not.toEqual([]);
  expect(await month(await server.customer('Hal'))).toMatchObject({ rows: [], soFar: [], soFarMicros: 0 });
});
