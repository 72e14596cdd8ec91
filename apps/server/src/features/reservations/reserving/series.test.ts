import { randomUUID } from 'node:crypto';
import { addDays, wallTimeOf } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { rows, testApp, type Browser, type TestApp } from '../../../../test/app.ts';
import {
  book,
  bookSeries,
  drawWordProcessing,
  oneSeat,
  quoteSeries,
  seriesOf,
  type SeriesInput,
} from '../../../../test/book.ts';
import type { ReservationDto, SeriesResultDto } from '../dto.ts';

let server: TestApp;
let ada: Browser;
let bob: Browser;
let adas: string;
let bobs: string;
/** A day that no test has used before. */
let date: string;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada');
  bob = await server.customer('Bob');
  adas = await drawWordProcessing(ada, 'Adas');
  bobs = await drawWordProcessing(bob, 'Bobs');
  await oneSeat(server);
  date = addDays(wallTimeOf(await server.now(), 'Europe/Berlin').date, 1);
});
beforeEach(() => {
  date = addDays(date, 12);
});
afterAll(() => server.end());

const ten = (own: Partial<SeriesInput['recurrence']> = {}) =>
  seriesOf({ designId: adas, date, ends: { count: 10 }, rule: own });

/** Bob has the seat on one day from half past two, Berlin time. */
async function takenOn(day: string): Promise<void> {
  const { dates } = await quoteSeries(bob, seriesOf({ designId: bobs, date: day, ends: { count: 1 } }));
  const start = Date.parse(dates[0]?.slot?.start ?? '') + 30 * 60_000;
  await book(bob, { designId: bobs, start, end: start + 3_600_000 });
}

/** Everything that stands in the database of the reservations of an account. */
async function stored(reservationId: string) {
  const [row] = await rows(
    server.app,
    sql`select count(*)::int as slots, (select count(*)::int from outbox o join slot s on s.id = o.slot_id where s.reservation_id = ${reservationId}) as jobs,
      (select count(distinct c.slot_id)::int from host_claim c join slot s on s.id = c.slot_id where s.reservation_id = ${reservationId}) as placed
      from slot where reservation_id = ${reservationId}`,
  );
  return row;
}
const slotCount = async () => (await rows(server.app, sql`select count(*)::int as n from slot`))[0]?.['n'];
const bookedOf = (result: SeriesResultDto): ReservationDto => {
  if (result.outcome !== 'booked') throw new Error('expected room');
  return result.reservation;
};

it('CAP-2: ten dates are ten slots, each with its claims and its jobs, at the price that was quoted', async () => {
  const quote = await quoteSeries(ada, ten());
  expect([quote.fits, quote.dates.length]).toEqual([true, 10]);
  const reservation = bookedOf(await bookSeries(ada, ten()));
  expect(reservation).toMatchObject({ slots: 10, sumMicros: quote.totalMicros });
  expect(await stored(reservation.id)).toEqual({ slots: 10, jobs: 20, placed: 10 });
  const listed = (await ada.query<ReservationDto[]>('reservations.list')).filter(
    ({ id }) => id === reservation.id,
  );
  expect(listed.map(({ slot }) => wallTimeOf(Date.parse(slot.start), 'Europe/Berlin').time)).toEqual(
    Array.from({ length: 10 }, () => '14:00'),
  );
});

it('two dates that are taken are named before anything is booked, with reasons and times that really fit', async () => {
  const taken = [addDays(date, 3), addDays(date, 7)];
  for (const day of taken) await takenOn(day);
  const before = await slotCount();
  const quote = await quoteSeries(ada, ten());
  expect(quote.dates.filter(({ outcome }) => outcome !== 'fits').map((one) => one.date)).toEqual(taken);
  const conflict = quote.dates[3];
  expect(conflict?.rejection?.reasons[0]).toMatchObject({
    shortage: { of: 'pool', resourceClass: 'seat/windows-98' },
    needed: 1,
    available: 0,
    when: 'notNow',
  });
  const berlin = (at: string) => wallTimeOf(Date.parse(at), 'Europe/Berlin').time;
  expect(conflict?.alternatives?.map(({ start, end }) => `${berlin(start)}-${berlin(end)}`)).toEqual([
    '12:30-14:30',
    '15:30-17:30',
  ]);
  expect((await bookSeries(ada, ten())).outcome).toBe('conflicts');
  expect(await slotCount()).toBe(before);
});

it('the chosen subset is booked at the price of what fitted, or the other times in place of what did not', async () => {
  const taken = [addDays(date, 3), addDays(date, 7)];
  for (const day of taken) await takenOn(day);
  const quote = await quoteSeries(ada, ten());
  const without = ten({ except: [taken[1] ?? ''] });
  const other = quote.dates[3]?.alternatives?.[1];
  const input = { ...without, instead: [{ date: taken[0] ?? '', start: other?.start ?? '' }] };
  const chosen = await quoteSeries(ada, input);
  expect([chosen.fits, chosen.dates.length, chosen.dates[3]?.slot]).toEqual([true, 9, other]);
  const subset = await quoteSeries(ada, ten({ except: taken }));
  expect([subset.fits, subset.totalMinor]).toEqual([true, quote.totalMinor]);
  expect(bookedOf(await bookSeries(ada, input))).toMatchObject({ slots: 9 });
});

it('the same key again is the first answer again, and with another body it is refused', async () => {
  const key = randomUUID();
  const first = await bookSeries(ada, ten(), key);
  const before = await slotCount();
  const quoted = { key, zone: 'Europe/Berlin', expectedTotalMinor: 0 };
  const other = ada.mutate('reservations.bookSeries', { ...ten({ time: '15:00' }), ...quoted });
  await expect(other).rejects.toMatchObject({ code: 'KEY_REUSED' });
  const price = bookedOf(first).sumMicros / 10_000;
  const again = ada.mutate('reservations.bookSeries', {
    ...ten(),
    ...quoted,
    expectedTotalMinor: Math.round(price),
  });
  expect(await again).toEqual(first);
  expect(await slotCount()).toBe(before);
});

it('CAP-2: of two series that meet on one date exactly one is booked, and the other one is told the date', async () => {
  const meeting = addDays(date, 5);
  const rivals = [
    [ada, ten({ ends: { count: 6 } })],
    [bob, { ...ten({ date: meeting, ends: { count: 6 } }), designId: bobs }],
  ] as const;
  const results = await Promise.all(rivals.map(([browser, input]) => bookSeries(browser, input)));
  expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['booked', 'conflicts']);
  const lost = results.find((result) => result.outcome === 'conflicts');
  const named =
    lost?.outcome === 'conflicts' ? lost.quote.dates.filter(({ outcome }) => outcome === 'full') : [];
  expect(named.map((one) => one.date)).toEqual([meeting]);
});

it('a further series of an environment keeps off its own slots, and one slot may follow another at once', async () => {
  const first = bookedOf(await bookSeries(ada, ten({ ends: { count: 2 } })));
  const again = { ...ten({ ends: { count: 3 } }), environmentId: first.environmentId };
  const quote = await quoteSeries(ada, again);
  expect(quote.dates.map(({ outcome }) => outcome)).toEqual(['own', 'own', 'fits']);
  const after = { ...ten({ ends: { count: 2 }, time: '16:00' }), environmentId: first.environmentId };
  expect(bookedOf(await bookSeries(ada, after)).environmentId).toBe(first.environmentId);
});

it('one date of a series is released by itself, and the rest of it together', async () => {
  const { id } = bookedOf(await bookSeries(ada, ten({ ends: { count: 4 } })));
  const slots = async () =>
    (await ada.query<ReservationDto[]>('reservations.list')).filter((one) => one.id === id).toReversed();
  const second = (await slots())[1];
  await ada.mutate('reservations.release', { key: randomUUID(), reservationId: id, slotId: second?.slotId });
  const states = ['scheduled', 'cancelled', 'scheduled', 'scheduled'];
  expect((await slots()).map(({ state }) => state)).toEqual(states);
  await ada.mutate('reservations.release', { key: randomUUID(), reservationId: id });
  expect((await slots()).map(({ state }) => state)).toEqual(states.map(() => 'cancelled'));
});

it.each([
  ['no date', { ends: { until: '2020-01-01' } }, 'series-none'],
  ['more than a year', { ends: { until: '9000-01-01' } }, 'series-too-many'],
  ['slots that overlap', { minutes: 1500 }, 'series-overlap'],
] as const)('%s is refused with its own sentence', async (_, own, issue) => {
  await expect(quoteSeries(ada, ten(own))).rejects.toMatchObject({ code: 'NOT_BOOKABLE', issues: [issue] });
});
