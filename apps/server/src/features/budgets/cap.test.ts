import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { DAY, HOUR, MINUTE, utcMonth } from '@patchbay/engine/time';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, drawWordProcessing } from '../../../test/book.ts';
import type { DesignDto } from '../designs/dto.ts';
import type { EnvironmentDto } from '../environments/dto.ts';
import type { InvoiceRowDto } from '../invoices/dto.ts';
import type { ChangeQuoteDto, QuoteDto } from '../reservations/dto.ts';
import type { BudgetDto } from './dto.ts';

let server: TestApp;
beforeAll(async () => {
  server = await testApp();
});
afterAll(() => server.end());

const EUR = 1_000_000;
const budgetOf = (browser: Browser) => browser.query<BudgetDto>('budgets.get');
const setBudget = (browser: Browser, amountMicros: number, hardCap = true) =>
  browser.mutate('budgets.set', { amountMicros, hardCap, alerts: [50, 80, 100], told: [] });
const stateOf = (browser: Browser, id: string) => browser.query<EnvironmentDto>('environments.get', { id });
const nextHour = async () => Math.ceil((await server.now()) / HOUR) * HOUR;

/** A start with `days` left in its month, so that nothing here passes into the next one unless it is to. */
async function roomFor(days: number): Promise<number> {
  const soon = await nextHour();
  const month = utcMonth(soon);
  return month.end - soon > days * DAY ? soon : month.end + HOUR;
}

it('a new channel has a budget, all alerts and a hard cap, and says so', async () => {
  const nina = await server.customer('Nina');
  expect(await budgetOf(nina)).toMatchObject({
    isDefault: true,
    hardCap: true,
    amountMicros: 600 * EUR,
    alerts: [50, 80, 100],
    told: [{ name: 'Nina' }],
    toldMe: true,
    capAt: null,
    sent: [],
  });
});

it('J10: alerts at 50, 80 and 100 %, the slot stops at the cap, charges never go beyond it, data and name are kept', async () => {
  const ada = await server.customer('Ada');
  const design = await drawWordProcessing(ada, 'Letters');
  const start = await roomFor(3);
  const { environmentId } = await book(ada, { designId: design, start, end: start + 48 * HOUR });
  // The fee of the month and about 20 hours of it.
  const cap = 2 * EUR + 1_000_000;
  await setBudget(ada, cap);
  const again = {
    start: new Date(start + 2 * HOUR).toISOString(),
    end: new Date(start + 30 * HOUR).toISOString(),
  };
  const { budget } = await ada.query<QuoteDto>('reservations.quote', {
    designId: design,
    revision: 1,
    ...again,
  });
  expect(budget).toMatchObject({
    amountMicros: cap,
    hardCap: true,
    feeMicros: 2 * EUR,
    feeMonths: 1,
    startsNot: false,
  });
  // Both together come to it before the first one alone would.
  expect(Date.parse(budget.stopsAt ?? '')).toBeLessThan(start + 16 * HOUR);

  await server.skip(start + 48 * HOUR + MINUTE);
  const ended = await stateOf(ada, environmentId);
  expect(ended.state).toBe('ended');
  const stopped = Date.parse(ended.slot.end);
  expect(stopped).toBeGreaterThan(start + 4 * HOUR);
  expect(stopped).toBeLessThan(start + 40 * HOUR);
  expect(ended.events.find(({ code }) => code === 'capped')?.values).toEqual({
    capMicros: cap,
    currency: 'EUR',
    period: utcMonth(start).name,
  });
  const { sent, spentMicros } = await budgetOf(ada);
  expect(sent.map(({ percent }) => percent)).toEqual([50, 80, 100]);
  expect(spentMicros).toBeLessThanOrEqual(cap);
  // Not more than the second that would not have fitted is left.
  expect(spentMicros).toBeGreaterThan(cap - 100);

  // Of another budget each share is told anew, what is reached already at once.
  const told = async () => (await budgetOf(ada)).sent.map(({ percent }) => percent);
  await setBudget(ada, Math.round(1.2 * spentMicros));
  expect(await told()).toEqual([50, 80]);
  await setBudget(ada, 100 * cap);
  expect(await told()).toEqual([]);
});

it('what would not start because of the cap is not booked, and a later month starts anew', async () => {
  const kim = await server.customer('Kim');
  const designId = await drawWordProcessing(kim, 'Notes');
  const start = await roomFor(3);
  await setBudget(kim, 2 * EUR);
  await expect(book(kim, { designId, start, end: start + HOUR })).rejects.toMatchObject({
    code: 'NOT_BOOKABLE',
    issues: ['cap'],
  });
  expect(await kim.query('reservations.list')).toEqual([]);
  await setBudget(kim, 3 * EUR);
  const { end } = utcMonth(start);
  const slot = { start: new Date(end - HOUR).toISOString(), end: new Date(end + HOUR).toISOString() };
  const { budget } = await kim.query<QuoteDto>('reservations.quote', { designId, revision: 1, ...slot });
  expect(budget).toMatchObject({ feeMonths: 2, feeMicros: 4 * EUR, startsNot: false });
});

it('nothing goes around the cap by being moved there, and it is said of a longer one before', async () => {
  const lea = await server.customer('Lea');
  const designId = await drawWordProcessing(lea, 'Moved');
  const start = await roomFor(5);
  const first = await book(lea, { designId, start, end: start + 40 * HOUR });
  const next = utcMonth(start).end + DAY;
  const { slotId } = await book(lea, { designId, start: next, end: next + HOUR });
  await setBudget(lea, 2 * EUR + 500_000);
  const times = (from: number, to: number) => ({
    scope: 'this',
    start: new Date(from).toISOString(),
    end: new Date(to).toISOString(),
  });
  const there = { slotId, ...times(start + 50 * HOUR, start + 51 * HOUR) };
  const { budget, totalMinor } = await lea.query<ChangeQuoteDto>('reservations.quoteChange', there);
  expect(budget.startsNot).toBe(true);
  const confirmed = { key: randomUUID(), expectedTotalMinor: totalMinor };
  const moved = lea.mutate('reservations.change', { ...there, ...confirmed });
  await expect(moved).rejects.toMatchObject({ code: 'NOT_BOOKABLE', issues: ['cap'] });
  // What it has now does not count beside what it would have.
  const longer = { slotId: first.slotId, ...times(start, start + 41 * HOUR) };
  const quote = await lea.query<ChangeQuoteDto>('reservations.quoteChange', longer);
  expect([quote.fits, quote.budget.startsNot]).toEqual([true, false]);
  expect(Date.parse(quote.budget.stopsAt ?? '')).toBeGreaterThan(start + 4 * HOUR);
});

it('what does not fit, at a reached cap as well, is answered as such', async () => {
  const max = await server.customer('Max');
  const input = { key: randomUUID(), name: 'Crowd', abstraction: 'class-room' };
  const { id: designId, document } = await max.mutate<DesignDto>('designs.create', input);
  const many = Object.values(document.components).map((part) => ({ ...part, count: part.host ? 1 : 4000 }));
  const components = Object.fromEntries(many.map((part) => [part.id, part]));
  await max.mutate('designs.save', { id: designId, baseRevision: 1, document: { ...document, components } });
  await setBudget(max, 2 * EUR);
  const start = await roomFor(1);
  const slot = { start: new Date(start).toISOString(), end: new Date(start + HOUR).toISOString() };
  const quote = await max.query<QuoteDto>('reservations.quote', { designId, revision: 2, ...slot });
  expect([quote.fits, quote.budget.stopsAt, quote.budget.startsNot]).toEqual([false, null, false]);
});

it('keeps the data of what it stopped for seven days, also where its owner wants an end to leave nothing', async () => {
  const zoe = await server.customer('Zoe');
  const input = { key: randomUUID(), name: 'Shop', abstraction: 'three-tier-shop' };
  const { id: designId } = await zoe.mutate<{ id: string }>('designs.create', input);
  const start = await roomFor(2);
  const { environmentId, reservedMicros } = await book(zoe, { designId, start, end: start + 8 * HOUR });
  await zoe.mutate('environments.setExpiry', { id: environmentId, atExpiry: 'release' });
  await setBudget(zoe, 2 * EUR + Math.round(reservedMicros / 2));
  await server.skip(start + 8 * HOUR + MINUTE);
  const { state, events, slot, kept } = await stateOf(zoe, environmentId);
  expect([state, events.some(({ code }) => code === 'capped')]).toEqual(['ended', true]);
  const days = (Date.parse(kept?.until ?? '') - Date.parse(slot.end)) / DAY;
  expect(Math.round(days)).toBe(7);
});

it('whatever is charged, in whatever order, the sum of a month never exceeds its cap (each charge and the line that takes it back are one transaction)', async () => {
  const sums = await rows(
    server.app,
    sql`select i.id, i.total_micros as total, b.amount_micros as cap,
               (select sum(amount_micros) from charge c where c.invoice_id = i.id) as charged,
               (select sum(amount_micros) from invoice_item t where t.invoice_id = i.id) as items
          from invoice i join budget b on b.channel_id = i.channel_id and b.hard_cap`,
  );
  expect(sums.length).toBeGreaterThan(0);
  for (const row of sums) {
    expect(Number(row['charged']) + Number(row['items'])).toBe(Number(row['total']));
    expect(Number(row['total'])).toBeLessThanOrEqual(Number(row['cap']));
  }
});

it('two slots of one channel that settle at the same time stop together, and never come to more than the cap', async () => {
  const bob = await server.customer('Bob');
  const design = await drawWordProcessing(bob, 'Twins');
  const start = await roomFor(3);
  const slot = { designId: design, start, end: start + 24 * HOUR };
  const both = [await book(bob, slot), await book(bob, slot)];
  const cap = 2 * EUR + 500_000;
  await setBudget(bob, cap);
  await server.skip(start + 24 * HOUR + MINUTE);
  const ends = await Promise.all(
    both.map(async ({ environmentId }) => (await stateOf(bob, environmentId)).slot.end),
  );
  expect(new Set(ends).size).toBe(1);
  expect(Date.parse(ends[0] ?? '')).toBeLessThan(start + 20 * HOUR);
  const [invoice] = await bob.query<InvoiceRowDto[]>('invoices.list');
  expect(invoice?.totalMinor).toBeLessThanOrEqual(cap / 10_000);
  expect((await budgetOf(bob)).spentMicros).toBeGreaterThan(cap - 200);
});

it('a raised cap lets the next slot run; one below what was spent is refused; at the cap nothing starts', async () => {
  const eve = await server.customer('Eve');
  const design = await drawWordProcessing(eve, 'Essay');
  const start = await roomFor(4);
  const cap = 2 * EUR + 120_000;
  const first = await book(eve, { designId: design, start, end: start + 8 * HOUR });
  const [second, third] = [start + 10 * HOUR, start + 14 * HOUR];
  const { environmentId } = first;
  await book(eve, { designId: design, start: second, end: second + HOUR, environmentId });
  await setBudget(eve, cap);
  await server.skip(second + MINUTE);
  expect((await stateOf(eve, environmentId)).events.map(({ code }) => code)).toContain('not-started-at-cap');
  const refused = eve.mutate('budgets.set', {
    amountMicros: EUR,
    hardCap: true,
    alerts: [],
    told: [],
  });
  await expect(refused).rejects.toMatchObject({ code: 'CONFLICT' });
  await setBudget(eve, cap + EUR);
  await book(eve, { designId: design, start: third, end: third + HOUR, environmentId });
  await server.skip(third + 10 * MINUTE);
  expect((await stateOf(eve, environmentId)).state).toBe('running');
});
