import { HOUR, MINUTE } from '@patchbay/engine/time';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataCenterDto } from '../../src/features/data-center/dto.ts';
import { testApp, type Browser, type TestApp } from '../app.ts';
import { book, drawWordProcessing } from '../book.ts';
import { refused } from '../hosts/paper.ts';

/** The grade of a site is in the price of what is booked there, which stays as it was booked (MTR-2, SLA-1). */

let server: TestApp;
let operator: Browser;
let ada: Browser;
beforeAll(async () => {
  server = await testApp();
  operator = await server.operator();
  ada = await server.customer('Ada');
});
afterAll(() => server.end());

it('MTR-2: the grade of a site stays while anything has its price, ahead or running', async () => {
  const designId = await drawWordProcessing(ada, 'Letters');
  const at = Math.ceil((await server.now()) / HOUR) * HOUR;
  const { siteName } = await book(ada, { designId, start: at, end: at + HOUR });
  const later = await book(ada, { designId, start: at + 5 * HOUR, end: at + 6 * HOUR });
  const site = async () =>
    (await operator.query<DataCenterDto>('dataCenter.overview')).sites.find(({ name }) => name === siteName);
  const { id: siteId, grade } = (await site()) ?? { id: '', grade: 0 };
  const change = (to: number, name = siteName) =>
    operator.mutate('inventory.changeSite', { siteId, name, grade: to });

  const two = await refused(change(grade + 1));
  expect([two.code, two.issues]).toEqual(['CONFLICT', ['booked']]);
  expect(two.message).toContain('2 reservations');
  await ada.mutate('reservations.release', { key: randomUUID(), reservationId: later.id });
  await server.skip(at + MINUTE);
  const one = await refused(change(grade + 1));
  expect(one.message).toContain('1 reservation');
  expect(await site()).toMatchObject({ grade });
  await change(grade);

  await server.skip(at + HOUR + 30 * MINUTE);
  await change(grade + 1);
  expect(await site()).toMatchObject({ grade: grade + 1 });
});
