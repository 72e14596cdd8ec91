import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testApp, type Browser, type TestApp } from '../../../test/app.ts';
import { book, bookSeries, drawWordProcessing, seriesOf } from '../../../test/book.ts';
import type { ChangeQuoteDto, ReservationDto } from '../reservations/dto.ts';
import type { CalendarAddressDto, CalendarDto } from './dto.ts';
import { calendarOf } from './ics.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
let next: number;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  next = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
});
afterAll(() => server.end());

/** Events of a calendar, by name of their fields, as a program reads them (RFC 5545, 3.1 and 3.3.11). */
function eventsIn(text: string): Record<string, string>[] {
  const lines = text.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const [, name, value] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    const last = events.at(-1);
    if (last && name !== undefined && value !== undefined) last[name] = unescaped(value);
  }
  return events;
}
const unescaped = (value: string) =>
  value.replaceAll(/\\([\\;,nN])/g, (_, one: string) => (one.toLowerCase() === 'n' ? '\n' : one));
const instant = (text = '') =>
  text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');

const subscribe = (browser: Browser) => browser.mutate<CalendarAddressDto>('calendar.subscribe', {});
async function feed(path: string) {
  const reply = await server.browser().request('GET', path);
  return { ...reply, events: eventsIn(typeof reply.body === 'string' ? reply.body : '') };
}
const slots = async (browser: Browser) =>
  (await browser.query<ReservationDto[]>('reservations.list')).map(({ slotId, slot, state }) => ({
    id: `${slotId}@patchbay`,
    ...slot,
    status: state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  }));
const asSlots = (events: readonly Record<string, string>[]) =>
  events.map((one) => ({
    id: one['UID'],
    start: instant(one['DTSTART']),
    end: instant(one['DTEND']),
    status: one['STATUS'],
  }));

it('what a calendar program reads is what is booked, also of what was moved or cancelled since', async () => {
  const designId = await drawWordProcessing(ada, 'Letters, mail; and\\or "words"');
  const date = new Date(next).toISOString().slice(0, 10);
  const series = await bookSeries(
    ada,
    seriesOf({ designId, date, ends: { count: 3 }, rule: { time: '23:30' } }),
  );
  const { path } = await subscribe(ada);
  const first = await feed(path);
  expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(asSlots(first.events)).toEqual(await slots(ada));
  expect(first.events.map((one) => [one['SUMMARY'], one['SEQUENCE']])).toEqual(
    Array.from({ length: 3 }, () => ['Letters, mail; and\\or "words"', '0']),
  );
  if (series.outcome !== 'booked') throw new Error('expected room');
  const { id, slotId, slot } = series.reservation;
  const moved = {
    slotId,
    scope: 'this',
    start: slot.start,
    end: new Date(Date.parse(slot.end) + HOUR).toISOString(),
  };
  const { totalMinor } = await ada.query<ChangeQuoteDto>('reservations.quoteChange', moved);
  await ada.mutate('reservations.change', { ...moved, key: randomUUID(), expectedTotalMinor: totalMinor });
  const other = (await ada.query<ReservationDto[]>('reservations.list'))[0];
  await ada.mutate('reservations.release', { key: randomUUID(), reservationId: id, slotId: other?.slotId });
  const second = await feed(path);
  expect(asSlots(second.events)).toEqual(await slots(ada));
  expect(second.events.map((one) => `${one['STATUS']} ${one['SEQUENCE']}`)).toEqual([
    'CANCELLED 1',
    'CONFIRMED 0',
    'CONFIRMED 1',
  ]);
  expect(second.events.map((one) => one['UID'])).toEqual(first.events.map((one) => one['UID']));
});

it('a new address ends the old one, and none is left once it is given up', async () => {
  const old = await subscribe(ada);
  const fresh = await subscribe(ada);
  expect([(await feed(old.path)).status, (await feed(fresh.path)).status]).toEqual([404, 200]);
  expect((await ada.query<CalendarDto>('calendar.get')).madeAt).not.toBeNull();
  await ada.mutate('calendar.revoke', {});
  expect((await feed(fresh.path)).status).toBe(404);
  expect(await ada.query<CalendarDto>('calendar.get')).toEqual({ madeAt: null });
});

it('ISO-1: the calendar of one account has nothing of another, and ends with the membership', async () => {
  const bob = await server.customer('Bob');
  const designId = await drawWordProcessing(bob, 'canaryOfBob');
  await book(bob, { designId, start: next, end: next + HOUR });
  const adas = await subscribe(ada);
  expect(JSON.stringify((await feed(adas.path)).body)).not.toContain('canaryOfBob');
  const me = await bob.query<{ account: { id: string } }>('session.me');
  await bob.mutate('members.add', { email: 'ada@test.example', role: 'viewer' });
  const guest: Browser = {
    ...ada,
    request: (method, path, init = {}) =>
      ada.request(method, path, {
        ...init,
        headers: { ...init.headers, 'x-patchbay-account': me.account.id },
      }),
  };
  const guested = JSON.parse(
    JSON.stringify((await guest.request('POST', '/api/trpc/calendar.subscribe', { body: '{}' })).body),
  ) as { result: { data: CalendarAddressDto } };
  const { path } = guested.result.data;
  expect((await feed(path)).events.map((one) => one['SUMMARY'])).toEqual(['canaryOfBob']);
  const person = await ada.query<{ person: { id: string } }>('session.me');
  await bob.mutate('members.remove', { personId: person.person.id });
  expect((await feed(path)).status).toBe(404);
});

it.each(['/calendar/guess.ics', `/calendar/${'x'.repeat(32)}.ics`])(
  'a guessed address, %s, has nothing',
  async (path) => {
    expect((await feed(path)).status).toBe(404);
  },
);

it('who guesses on and on is stopped', async () => {
  const statuses = new Set<number>();
  for (let n = 0; n < 80; n += 1) statuses.add((await feed(`/calendar/${'y'.repeat(32)}.ics`)).status);
  expect(statuses).toContain(429);
});

it('a name with line breaks stays one event', () => {
  const slot = { start: '2027-03-01T13:00:00.000Z', end: '2027-03-01T15:00:00.000Z' };
  const one = {
    slotId: 'slot_1',
    environmentId: 'env_1',
    name: 'A\nBEGIN:VEVENT\r\nB',
    state: 'scheduled' as const,
  };
  const rest = { siteName: 'S', slot, zone: 'UTC', sequence: 0, bookedAt: slot.start };
  const text = calendarOf([{ ...one, ...rest }], { name: 'N', origin: 'https://p.example', now: 0 });
  expect(eventsIn(text)).toHaveLength(1);
});
