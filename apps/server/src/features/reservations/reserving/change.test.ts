import { randomUUID } from 'node:crypto';
import { addDays, wallTimeOf } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../../test/app.ts';
import { book, bookSeries, drawWordProcessing, oneSeat, seriesOf } from '../../../../test/book.ts';
import type { EnvironmentDto } from '../../environments/dto.ts';
import type { ChangeQuoteDto, ChangeResultDto, ReservationDto, RoomDto } from '../dto.ts';

const HOUR = 3_600_000;
let server: TestApp;
let ada: Browser;
let bob: Browser;
let adas: string;
let bobs: string;
/** The next full hour of the world. */
let next: number;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  bob = await server.customer('Bob');
  adas = await drawWordProcessing(ada, 'Adas');
  bobs = await drawWordProcessing(bob, 'Bobs');
  await oneSeat(server);
});
beforeEach(async () => {
  const open = (await list(ada))
    .concat(await list(bob))
    .filter(({ state }) => state !== 'ended' && state !== 'cancelled');
  const last = Math.max(await server.now(), ...open.map(({ slot }) => Date.parse(slot.end)));
  await server.skip(last + 60_000);
  next = Math.ceil((await server.now()) / HOUR) * HOUR + HOUR;
});
afterAll(() => server.end());

const list = (browser: Browser) => browser.query<ReservationDto[]>('reservations.list');
const iso = (at: number) => new Date(at).toISOString();
const slotOf = async (browser: Browser, slotId: string) =>
  (await list(browser)).find((one) => one.slotId === slotId)?.slot;
const room = (slotId: string) => ada.query<RoomDto>('reservations.room', { slotId });

interface Times {
  slotId: string;
  start: number;
  end: number;
  scope?: 'this' | 'following';
}
const asked = ({ slotId, start, end, scope = 'this' }: Times) => ({
  slotId,
  scope,
  start: iso(start),
  end: iso(end),
});
const quote = (times: Times) => ada.query<ChangeQuoteDto>('reservations.quoteChange', asked(times));
async function change(times: Times, browser = ada): Promise<ChangeResultDto> {
  const { totalMinor } = await browser.query<ChangeQuoteDto>('reservations.quoteChange', asked(times));
  const confirmed = { key: randomUUID(), expectedTotalMinor: totalMinor };
  return browser.mutate('reservations.change', { ...asked(times), ...confirmed });
}
/** Every due instant of a slot's open work, and the end of its live claims. */
const due = (slotId: string) =>
  rows(
    server.app,
    sql`select (select to_char(due at time zone 'UTC', 'HH24:MI') from outbox where slot_id = s.id and job = 'end' and done_at is null) as ends,
      (select to_char(min(upper(during)) at time zone 'UTC', 'HH24:MI') from pool_claim where slot_id = s.id and state <> 'released') as claimed
      from slot s where id = ${slotId}`,
  );
const hhmm = (at: number) => iso(at).slice(11, 16);

it('a slot that runs is extended to the last instant that is free, and its work and claims go with it', async () => {
  const mine = await book(ada, { designId: adas, start: next, end: next + HOUR });
  await book(bob, { designId: bobs, start: next + 3 * HOUR, end: next + 4 * HOUR });
  await server.skip(next + 60_000);
  const free = await room(mine.slotId);
  expect(free).toMatchObject({
    longestEnd: iso(next + 3 * HOUR),
    after: { why: 'pool', resourceClass: 'seat/windows-98' },
  });
  const times = { slotId: mine.slotId, start: next, end: next + 3 * HOUR };
  expect(await change(times)).toEqual({ outcome: 'changed', slots: 1 });
  expect(await due(mine.slotId)).toEqual([{ ends: hhmm(next + 3 * HOUR), claimed: hhmm(next + 3 * HOUR) }]);
  await server.skip(next + 2 * HOUR);
  const environment = await ada.query<EnvironmentDto>('environments.get', { id: mine.environmentId });
  expect([environment.state, environment.expectedMicros]).toEqual(['running', free.totalMicros]);
});

it('CAP-3: beyond that it is refused, names no one, and the slot stays as it is', async () => {
  const mine = await book(ada, { designId: adas, start: next, end: next + HOUR });
  await book(bob, { designId: bobs, start: next + HOUR, end: next + 2 * HOUR });
  await server.skip(next + 60_000);
  const free = await room(mine.slotId);
  expect(free.longestEnd).toBe(free.end);
  expect(JSON.stringify(free)).not.toContain('Bob');
  const result = await change({ slotId: mine.slotId, start: next, end: next + HOUR + 1 });
  expect(result.outcome === 'conflicts' && result.quote.dates[0]?.outcome).toBe('full');
  expect(await slotOf(ada, mine.slotId)).toEqual(mine.slot);
});

it('a slot that runs is shortened, and what it gives back can be booked at once', async () => {
  const mine = await book(ada, { designId: adas, start: next, end: next + 4 * HOUR });
  await server.skip(next + 60_000);
  expect(await change({ slotId: mine.slotId, start: next, end: next + HOUR })).toMatchObject({
    outcome: 'changed',
  });
  const theirs = await book(bob, { designId: bobs, start: next + HOUR, end: next + 2 * HOUR });
  await server.skip(next + HOUR + 10 * 60_000);
  const states = [...(await list(ada)), ...(await list(bob))];
  expect(states.find(({ slotId }) => slotId === mine.slotId)?.state).toBe('ended');
  expect(states.find(({ slotId }) => slotId === theirs.slotId)?.state).toBe('running');
});

it('a slot that has not begun is moved onto times that its own claims touch, and not onto those of others', async () => {
  const mine = await book(ada, { designId: adas, start: next, end: next + 2 * HOUR });
  await book(bob, { designId: bobs, start: next + 4 * HOUR, end: next + 5 * HOUR });
  const onto = (hours: number) => ({
    slotId: mine.slotId,
    start: next + hours * HOUR,
    end: next + (hours + 2) * HOUR,
  });
  expect((await quote(onto(3))).dates[0]).toMatchObject({ outcome: 'full' });
  expect((await change(onto(3))).outcome).toBe('conflicts');
  expect(await slotOf(ada, mine.slotId)).toEqual(mine.slot);
  expect(await change(onto(1))).toMatchObject({ outcome: 'changed' });
  await server.skip(next + HOUR + 60_000);
  expect((await list(ada)).find(({ slotId }) => slotId === mine.slotId)?.state).toBe('running');
});

async function series() {
  const date = addDays(wallTimeOf(next, 'Europe/Berlin').date, 2);
  const input = seriesOf({ designId: adas, date, ends: { count: 4 }, rule: { time: '10:00', minutes: 60 } });
  const result = await bookSeries(ada, input);
  if (result.outcome !== 'booked') throw new Error('expected room');
  const { id } = result.reservation;
  const all = async () => (await list(ada)).filter((one) => one.id === id).toReversed();
  const times = async () =>
    (await all()).map(({ slot }) =>
      [slot.start, slot.end].map((at) => wallTimeOf(Date.parse(at), 'Europe/Berlin').time).join('-'),
    );
  return { id, date, all, times };
}

it('this slot and all after it get another wall time, in one step; those before keep theirs', async () => {
  const { all, times } = await series();
  const second = (await all())[1];
  const start = Date.parse(second?.slot.start ?? '') + 30 * 60_000;
  const wish = { slotId: second?.slotId ?? '', scope: 'following' as const, start, end: start + 2 * HOUR };
  expect(await change(wish)).toEqual({ outcome: 'changed', slots: 3 });
  expect(await times()).toEqual(['10:00-11:00', '10:30-12:30', '10:30-12:30', '10:30-12:30']);
  // Back over each other, where they were before.
  expect(await change({ ...wish, start: start - 30 * 60_000, end: start + 30 * 60_000 })).toMatchObject({
    slots: 3,
  });
  expect(await times()).toEqual(['10:00-11:00', '10:00-11:00', '10:00-11:00', '10:00-11:00']);
});

it('CAP-2: where one of them does not fit none is changed, and its date is named', async () => {
  const { all, times, date } = await series();
  const third = (await all())[2];
  const end = Date.parse(third?.slot.end ?? '');
  await book(bob, { designId: bobs, start: end, end: end + HOUR });
  const first = (await all())[0];
  const start = Date.parse(first?.slot.start ?? '');
  const result = await change({
    slotId: first?.slotId ?? '',
    scope: 'following',
    start,
    end: start + 2 * HOUR,
  });
  const named = result.outcome === 'conflicts' ? result.quote.dates : [];
  expect(named.flatMap((one) => (one.outcome === 'fits' ? [] : [one.date]))).toEqual([addDays(date, 2)]);
  expect(await times()).toEqual(['10:00-11:00', '10:00-11:00', '10:00-11:00', '10:00-11:00']);
});

it('CAP-1: of two that extend into the same hour exactly one does', async () => {
  const mine = await book(ada, { designId: adas, start: next, end: next + HOUR });
  const theirs = await book(bob, { designId: bobs, start: next + 2 * HOUR, end: next + 3 * HOUR });
  await server.skip(next + 60_000);
  const results = await Promise.allSettled([
    change({ slotId: mine.slotId, start: next, end: next + 2 * HOUR }),
    change({ slotId: theirs.slotId, start: next + HOUR, end: next + 3 * HOUR }, bob),
  ]);
  const outcomes = results.map((one) => (one.status === 'fulfilled' ? one.value.outcome : 'refused'));
  expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
});

it('ISO-1: a slot of another account is not there', async () => {
  const mine = await book(ada, { designId: adas, start: next, end: next + HOUR });
  await expect(bob.query('reservations.room', { slotId: mine.slotId })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  const foreign = change({ slotId: mine.slotId, start: next, end: next + HOUR }, bob);
  await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
