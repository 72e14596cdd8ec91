import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DesignDto } from '../src/features/designs/dto.ts';
import type { DataCenterDto } from '../src/features/data-center/dto.ts';
import type { EnvironmentDto } from '../src/features/environments/dto.ts';
import type { BookResultDto, QuoteDto } from '../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type TestApp } from './app.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let server: TestApp;
let ada: Browser;
let broken = true;

beforeAll(async () => {
  // A data center that takes the order to power on, says yes, and does nothing, for as long as it is broken.
  server = await testApp({
    wrap: (driver) => ({
      ...driver,
      start: (...args) => (broken ? Promise.resolve() : driver.start(...args)),
    }),
  });
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function booked(start: number, hours: number) {
  const design = await ada.mutate<DesignDto>('designs.create', {
    key: randomUUID(),
    name: 'PC',
    abstraction: 'easy-word-processing',
  });
  const slot = {
    designId: design.id,
    revision: 1,
    start: new Date(start).toISOString(),
    end: new Date(start + hours * HOUR).toISOString(),
  };
  const quote = await ada.query<QuoteDto>('reservations.quote', slot);
  const result = await ada.mutate<BookResultDto>('reservations.book', {
    ...slot,
    key: randomUUID(),
    zone: 'UTC',
    expectedTotalMinor: quote.totalMinor,
  });
  if (result.outcome !== 'booked') throw new Error('expected room');
  return result.reservation;
}

const state = async (id: string) => (await ada.query<EnvironmentDto>('environments.get', { id })).state;

describe('ENV-2: a start that does not succeed has a way out', () => {
  it('is given up past its deadline, and charged nothing when it never ran (CAP-3)', async () => {
    broken = true;
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const { environmentId, id } = await booked(start, 1);
    await server.skip(start + 11 * MINUTE);
    expect(await state(environmentId)).toBe('attention');
    const operator = await server.operator();
    const { attention } = await operator.query<DataCenterDto>('dataCenter.overview');
    expect(attention.map((one) => [one.what, one.environmentId])).toEqual([['given-up', environmentId]]);
    await server.skip(start + HOUR + MINUTE);
    expect(await state(environmentId)).toBe('ended');
    expect(
      await rows(server.app, sql`select 1 from charge where reservation_id = ${id} and amount_micros <> 0`),
    ).toEqual([]);
  });

  it('is tried again by its owner, keeps what was made, and then runs', async () => {
    broken = true;
    const start = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
    const { environmentId } = await booked(start, 2);
    await server.skip(start + 11 * MINUTE);
    expect(await state(environmentId)).toBe('attention');
    broken = false;
    await ada.mutate('environments.retry', { id: environmentId });
    await server.skip(start + 13 * MINUTE);
    expect(await state(environmentId)).toBe('running');
    await expect(ada.mutate('environments.retry', { id: environmentId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});
