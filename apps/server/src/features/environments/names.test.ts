import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, drawWordProcessing } from '../../../test/book.ts';
import type { ReservationDto } from '../reservations/dto.ts';
import type { EnvironmentRowDto } from './dto.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function bookIn(
  browser: Browser,
  designId: string,
  hours: number,
  again: { environmentId?: string } = {},
): Promise<ReservationDto> {
  const start = (await server.now()) + hours * HOUR;
  return book(browser, { designId, start, end: start + HOUR, ...again });
}

it('an environment is called like its design, and the next one of that name has a number', async () => {
  const [shop, other] = [await drawWordProcessing(ada, 'Shop'), await drawWordProcessing(ada, 'Shop')];
  const first = await bookIn(ada, shop, 24);
  const second = await bookIn(ada, shop, 24);
  expect([first.name, second.name, (await bookIn(ada, other, 24)).name]).toEqual([
    'Shop',
    'Shop 2',
    'Shop 3',
  ]);
  const list = await ada.query<EnvironmentRowDto[]>('environments.list');
  expect(list.map(({ name }) => name)).toEqual(['Shop 3', 'Shop 2', 'Shop']);
});

it('another slot keeps the name, whatever the design is called by now', async () => {
  const id = await drawWordProcessing(ada, 'Old');
  const { environmentId } = await bookIn(ada, id, 24);
  await ada.mutate('designs.rename', { id, name: 'New' });
  expect((await bookIn(ada, id, 48, { environmentId })).name).toBe('Old');
  expect((await bookIn(ada, id, 48)).name).toBe('New');
});

it('ISO-1: names of other accounts do not count', async () => {
  const hal = await server.customer('Hal');
  expect((await bookIn(hal, await drawWordProcessing(hal, 'Shop'), 24)).name).toBe('Shop');
});

it('those that are booked at the same moment have names of their own', async () => {
  const id = await drawWordProcessing(ada, 'Race');
  const reservations = await Promise.all(Array.from({ length: 4 }, () => bookIn(ada, id, 24)));
  const names = reservations.map(({ name }) => name).toSorted();
  expect(names).toEqual(['Race', 'Race 2', 'Race 3', 'Race 4']);
  const stored = await rows(
    server.app,
    sql`select name from environment where design_id = ${id} order by name`,
  );
  expect(stored.map(({ name }) => name)).toEqual(names);
});
