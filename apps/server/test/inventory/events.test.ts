import { HOUR, MINUTE } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CapacityEventDto } from '../../src/features/data-center/dto.ts';
import { look } from '../../src/features/data-center/events/service.ts';
import { rows, testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing, oneSeat } from '../book.ts';

/** A12: that there is no more of something is an event, and that there is again is its end. */

let server: TestApp;
let operator: Browser;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

async function looked(): Promise<CapacityEventDto[]> {
  await look(server.app.db.platform);
  return operator.query<CapacityEventDto[]>('dataCenter.events');
}
const drain = (draining: boolean) =>
  rows(server.app, sql`update host set draining = ${draining} where arch = 'sparc64'`);

it('nothing is told while there is room', async () => {
  expect(await looked()).toEqual([]);
});

it('the last host of a processor that takes no work is told once, and its return ends it', async () => {
  await drain(true);
  const sparc = { siteName: 'Berlin-2', shortOf: 'arch', what: 'sparc64' };
  const [event] = await looked();
  expect(event).toMatchObject({ ...sparc, roomAt: null });
  await Promise.all([looked(), looked()]);
  expect(await looked()).toEqual([event]);
  await drain(false);
  expect(await looked()).toMatchObject([{ id: event?.id, roomAt: expect.any(String) }]);
  await drain(true);
  expect(await looked()).toMatchObject([{ roomAt: null }, { id: event?.id }]);
  await drain(false);
  await looked();
});

it('a pool is full while its last unit is reserved', async () => {
  await oneSeat(server);
  const designId = await drawWordProcessing(ada, 'Letters');
  const at = Math.ceil((await server.now()) / HOUR) * HOUR;
  await book(ada, { designId, start: at, end: at + HOUR });
  const seats = async () => (await looked()).filter(({ shortOf }) => shortOf === 'pool');
  expect(await seats()).toEqual([]);
  await server.skip(at + MINUTE);
  // Tartu-1 has none by itself, which is no event.
  expect(await seats()).toMatchObject([{ siteName: 'Berlin-2', what: 'seat/windows-98', roomAt: null }]);
  await server.skip(at + HOUR + 5 * MINUTE);
  expect(await seats()).toMatchObject([{ what: 'seat/windows-98', roomAt: expect.any(String) }]);
});
