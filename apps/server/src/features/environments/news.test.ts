import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, drawWordProcessing } from '../../../test/book.ts';
import type { EnvironmentRowDto, NewsDto } from './dto.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function bookNew(browser: Browser, name: string): Promise<string> {
  const start = (await server.now()) + 24 * HOUR;
  const designId = await drawWordProcessing(browser, name);
  return (await book(browser, { designId, start, end: start + HOUR })).environmentId;
}

async function next(stream: AsyncGenerator<NewsDto, void>): Promise<NewsDto> {
  const { value } = await stream.next();
  if (!value) throw new Error('the stream has ended');
  return value;
}

it('news of one environment bring the list of its account along whenever that has changed', async () => {
  const id = await bookNew(ada, 'First');
  const stream = ada.stream<NewsDto>('environments.watch', { id });
  const first = await next(stream);
  expect(first.environment).toMatchObject({ id, state: 'scheduled', data: [] });
  expect(first.list?.map(({ name }) => name)).toEqual(['First']);

  const other = await bookNew(ada, 'Second');
  const second = await next(stream);
  expect(second.environment.id).toBe(id);
  expect(second.list).toEqual(await ada.query<EnvironmentRowDto[]>('environments.list'));
  expect(second.list?.map((row) => [row.id, row.state, row.keepsData])).toEqual([
    [other, 'scheduled', false],
    [id, 'scheduled', false],
  ]);
  await stream.return();
});

it('ISO-1: another account is not told, and is in no list', async () => {
  const hal = await server.customer('Hal');
  const id = await bookNew(hal, 'Own');
  const stream = hal.stream<NewsDto>('environments.watch', { id });
  await next(stream);
  await bookNew(ada, 'Third');
  await bookNew(hal, 'Also own');
  expect((await next(stream)).list?.map(({ name }) => name)).toEqual(['Also own', 'Own']);
  await stream.return();
});
