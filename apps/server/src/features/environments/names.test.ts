import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import type { BookResultDto, QuoteDto, ReservationDto } from '../reservations/dto.ts';
import type { EnvironmentRowDto } from './dto.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function draw(browser: Browser, name: string): Promise<string> {
  const input = { key: randomUUID(), name, abstraction: 'easy-word-processing' };
  return (await browser.mutate<{ id: string }>('designs.create', input)).id;
}

async function book(
  browser: Browser,
  designId: string,
  hours: number,
  again: { environmentId?: string } = {},
): Promise<ReservationDto> {
  const start = (await server.now()) + hours * HOUR;
  const [from, to] = [new Date(start), new Date(start + HOUR)];
  const slot = { designId, revision: 1, start: from.toISOString(), end: to.toISOString(), ...again };
  const { totalMinor } = await browser.query<QuoteDto>('reservations.quote', slot);
  const booked = await browser.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: totalMinor,
  });
  if (booked.outcome !== 'booked') throw new Error('expected room');
  return booked.reservation;
}

it('an environment is called like its design, and the next one of that name has a number', async () => {
  const [shop, other] = [await draw(ada, 'Shop'), await draw(ada, 'Shop')];
  const first = await book(ada, shop, 24);
  const second = await book(ada, shop, 24);
  expect([first.name, second.name, (await book(ada, other, 24)).name]).toEqual(['Shop', 'Shop 2', 'Shop 3']);
  const list = await ada.query<EnvironmentRowDto[]>('environments.list');
  expect(list.map(({ name }) => name)).toEqual(['Shop 3', 'Shop 2', 'Shop']);
});

it('another slot keeps the name, whatever the design is called by now', async () => {
  const id = await draw(ada, 'Old');
  const { environmentId } = await book(ada, id, 24);
  await ada.mutate('designs.rename', { id, name: 'New' });
  expect((await book(ada, id, 48, { environmentId })).name).toBe('Old');
  expect((await book(ada, id, 48)).name).toBe('New');
});

it('ISO-1: names of other accounts do not count', async () => {
  const hal = await server.customer('Hal');
  expect((await book(hal, await draw(hal, 'Shop'), 24)).name).toBe('Shop');
});

it('those that are booked at the same moment have names of their own', async () => {
  const id = await draw(ada, 'Race');
  const reservations = await Promise.all(Array.from({ length: 4 }, () => book(ada, id, 24)));
  const names = reservations.map(({ name }) => name).toSorted();
  expect(names).toEqual(['Race', 'Race 2', 'Race 3', 'Race 4']);
  const stored = await rows(
    server.app,
    sql`select name from environment where design_id = ${id} order by name`,
  );
  expect(stored.map(({ name }) => name)).toEqual(names);
});
