import { randomUUID } from 'node:crypto';
import { applyEdit } from '@patchbay/engine/design';
import { addDays, wallTimeOf } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../../test/app.ts';
import { bookSeries, quoteSeries, seriesOf } from '../../../../test/book.ts';
import { webDesign } from '../../../../test/designs.ts';
import type { DesignDto } from '../../designs/dto.ts';
import type { EnvironmentDto } from '../../environments/dto.ts';
import type { ReservationDto } from '../dto.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
let design: DesignDto;
/** The web servers, of which there are fewer at night. */
const WEB = 'c-m';

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  design = await ada.mutate<DesignDto>('designs.create', { key: randomUUID(), name: 'Office supplies' });
  const document = applyEdit(webDesign(), { do: 'set-count', id: WEB, count: 3 });
  await ada.mutate('designs.save', { id: design.id, baseRevision: 1, document });
});
afterAll(() => server.end());

const get = (id: string) => ada.query<EnvironmentDto>('environments.get', { id });
const office = async () => {
  const date = addDays(wallTimeOf(await server.now(), 'Europe/Berlin').date, 1);
  const rule = { time: '08:00', minutes: 12 * 60 };
  return {
    ...seriesOf({ designId: design.id, date, ends: { count: 2 }, rule, outside: { [WEB]: { count: 1 } } }),
    revision: 2,
  };
};

it('S6: large in office hours and small between; capacity and rate change with the hour, the address stays', async () => {
  const input = await office();
  const quote = await quoteSeries(ada, input);
  expect(quote.outside.map(({ fits }) => fits)).toEqual([true]);
  const result = await bookSeries(ada, input);
  if (result.outcome !== 'booked') throw new Error('expected room');
  expect(result.reservation).toMatchObject({ slots: 3, sumMicros: quote.totalMicros });
  const { environmentId, slot } = result.reservation;
  const seen: { machines: number; address: string | undefined; perHour: number; state: string }[] = [];
  for (const hours of [2, 14, 26]) {
    await server.skip(Date.parse(slot.start) + hours * HOUR);
    const { parts, perHourMicros, state } = await get(environmentId);
    const machines = parts.filter(({ component, state: own }) => component === WEB && own === 'running');
    seen.push({
      machines: machines.length,
      address: machines[0]?.addresses[0],
      perHour: perHourMicros,
      state,
    });
  }
  expect(seen.map(({ machines, state }) => [machines, state])).toEqual([
    [3, 'running'],
    [1, 'running'],
    [3, 'running'],
  ]);
  expect(new Set(seen.map(({ address }) => address))).toEqual(new Set([seen[0]?.address]));
  expect(seen[0]?.address).toMatch(/^10\./);
  expect(seen[1]?.perHour).toBeLessThan(seen[0]?.perHour ?? 0);
  const listed = (await ada.query<ReservationDto[]>('reservations.list')).filter(
    (one) => one.environmentId === environmentId,
  );
  expect(listed.map(({ variant, state }) => [variant, state]).toReversed()).toEqual([
    [false, 'ended'],
    [true, 'ended'],
    [false, 'running'],
  ]);
});

it('CAP-2: where the time between does not fit, nothing of either is booked', async () => {
  const before = await rows(server.app, sql`select count(*)::int as n from slot`);
  const input = { ...(await office()), outside: { [WEB]: { count: 40, properties: { cpu: 64 } } } };
  const quote = await quoteSeries(ada, input);
  expect([
    quote.fits,
    quote.dates.every(({ outcome }) => outcome === 'fits'),
    quote.outside[0]?.fits,
  ]).toEqual([false, true, false]);
  expect((await bookSeries(ada, input)).outcome).toBe('conflicts');
  expect(await rows(server.app, sql`select count(*)::int as n from slot`)).toEqual(before);
});

it('CST-1: a variant is checked like any edit', async () => {
  const input = { ...(await office()), outside: { [WEB]: { properties: { memoryMiB: 1 } } } };
  await expect(quoteSeries(ada, input)).rejects.toMatchObject({ code: 'NOT_BOOKABLE' });
});
