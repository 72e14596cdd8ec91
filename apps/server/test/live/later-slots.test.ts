import { randomUUID } from 'node:crypto';
import { EMPTY_DESIGN } from '@patchbay/engine/design';
import { addDays, HOUR, MINUTE, wallTimeOf } from '@patchbay/engine/time';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ChangeQuoteDto, ChangeResultDto, ReservationDto } from '../../src/features/reservations/dto.ts';
import { rows, testApp, type Browser, type Refused, type TestApp } from '../app.ts';
import { bookSeries, seriesOf } from '../book.ts';
import { drawing, stateOf, untilState } from '../engines/lab.ts';

let server: TestApp;
let ada: Browser;
let designId: string;
/** Three daily slots of one machine, in their order. */
let slots: ReservationDto[];
/** Revision 3: two machines. */
const NEWER = 3;

beforeAll(async () => {
  server = await testApp();
  ada = await server.customer('Ada Alder');
});
afterAll(() => server.end());

const mine = async () =>
  (await ada.query<ReservationDto[]>('reservations.list'))
    .filter((one) => one.designId === designId)
    .toSorted((a, b) => a.slot.start.localeCompare(b.slot.start));

beforeEach(async () => {
  const input = { key: randomUUID(), name: 'Workers' };
  designId = (await ada.mutate<{ id: string }>('designs.create', input)).id;
  await ada.mutate('designs.save', { id: designId, baseRevision: 1, document: drawing(1) });
  const date = addDays(wallTimeOf(await server.now(), 'Europe/Berlin').date, 1);
  const series = { ...seriesOf({ designId, date, ends: { count: 3 } }), revision: 2 };
  await bookSeries(ada, series);
  await ada.mutate('designs.save', { id: designId, baseRevision: 2, document: drawing(2) });
  slots = await mine();
});

const asked = (n: number, revision: number, scope: 'this' | 'following' = 'following') => {
  const { slotId, slot } = slots[n] ?? { slotId: '', slot: { start: '', end: '' } };
  return { slotId, scope, ...slot, revision };
};
const quote = (input: ReturnType<typeof asked>) =>
  ada.query<ChangeQuoteDto>('reservations.quoteChange', input);
const change = (input: ReturnType<typeof asked>, expectedTotalMinor: number, key = randomUUID()) =>
  ada.mutate<ChangeResultDto>('reservations.change', { ...input, key, expectedTotalMinor });
const revisions = async () => (await mine()).map(({ revision }) => revision);

it('a slot and all after it are of another revision, at the price that was shown, and run as it', async () => {
  const input = asked(1, NEWER);
  const { fits, beforeMicros, totalMicros, totalMinor } = await quote(input);
  expect([fits, totalMicros > beforeMicros]).toEqual([true, true]);
  const key = randomUUID();
  expect(await change(input, totalMinor, key)).toEqual({ outcome: 'changed', slots: 2 });
  expect(await change(input, totalMinor, key)).toEqual({ outcome: 'changed', slots: 2 });
  expect(await revisions()).toEqual([2, NEWER, NEWER]);
  const now = await mine();
  expect(now.map(({ slotId, slot }) => [slotId, slot])).toEqual(
    slots.map(({ slotId, slot }) => [slotId, slot]),
  );
  expect(now[0]?.id).not.toBe(now[1]?.id);
  expect((now[1]?.totalMicros ?? 0) + (now[2]?.totalMicros ?? 0)).toBe(totalMicros);

  const id = slots[0]?.environmentId ?? '';
  for (const [n, machines] of [1, 2].entries()) {
    await server.skip(Date.parse(slots[n]?.slot.start ?? '') + 10 * MINUTE);
    await untilState(ada, id, 'running');
    const { parts, events } = await stateOf(ada, id);
    expect(parts.filter(({ component, state }) => component === 'c-m' && state === 'running').length).toBe(
      machines,
    );
    expect(events.find(({ code }) => code === 'revised')?.values).toEqual({ slots: 2, revision: NEWER });
  }
});

it('CAP-3: what cannot be booked is refused, and every slot stays as it is', async () => {
  await ada.mutate('designs.save', { id: designId, baseRevision: NEWER, document: EMPTY_DESIGN });
  await expect(quote(asked(0, NEWER + 1))).rejects.toMatchObject({ code: 'NOT_BOOKABLE' });
  await expect(change(asked(0, NEWER + 1), 0)).rejects.toMatchObject({ code: 'NOT_BOOKABLE' });
  await expect(change(asked(0, 99), 0)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { totalMinor } = await quote(asked(0, NEWER));
  await expect(change(asked(0, NEWER), totalMinor - 1)).rejects.toMatchObject({ code: 'PRICE_CHANGED' });
  expect(await revisions()).toEqual([2, 2, 2]);
});

it('REP-1: of two changes at once exactly one is done, and the plan is of the revision that the slot has', async () => {
  const [input, { totalMinor }] = [asked(0, NEWER, 'this'), await quote(asked(0, NEWER, 'this'))];
  const slot = slots[0]?.slot ?? { start: '', end: '' };
  const later = new Date(Date.parse(slot.end) + HOUR).toISOString();
  const longer = { slotId: input.slotId, scope: 'this' as const, start: slot.start, end: later };
  const other = await ada.query<ChangeQuoteDto>('reservations.quoteChange', longer);
  const results = await Promise.allSettled([
    change(input, totalMinor),
    ada.mutate('reservations.change', {
      ...longer,
      key: randomUUID(),
      expectedTotalMinor: other.totalMinor,
    }),
  ]);
  const [first] = await mine();
  const [machines] = await rows(
    server.app,
    sql`select count(*)::int as n from host_claim where slot_id = ${input.slotId} and state <> 'released' and component = 'c-m'`,
  );
  // Whichever was first: a change reads again only before it reckons, so the other one is refused, or follows it whole.
  expect(machines?.['n']).toBe(first?.revision === NEWER ? 2 : 1);
  const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refused] : []));
  expect(refused.every(({ code }) => code === 'CONFLICT' || code === 'PRICE_CHANGED')).toBe(true);
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
});

it('one slot by itself repeats nothing any more, and the rest of the series is as it was', async () => {
  const { totalMinor, others } = await quote(asked(1, NEWER, 'this'));
  expect(others).toBe(1);
  await change(asked(1, NEWER, 'this'), totalMinor);
  expect(await revisions()).toEqual([2, NEWER, 2]);
  expect((await mine()).map(({ recurrence }) => recurrence !== null)).toEqual([true, false, true]);
});

it('another revision alone leaves every slot at its own times', async () => {
  const { slotId, slot } = slots[1] ?? { slotId: '', slot: { start: '', end: '' } };
  const moved = { start: new Date(Date.parse(slot.start) + HOUR).toISOString(), end: slot.end };
  const times = { slotId, scope: 'this' as const, ...moved };
  const { totalMinor } = await ada.query<ChangeQuoteDto>('reservations.quoteChange', times);
  await ada.mutate('reservations.change', { ...times, key: randomUUID(), expectedTotalMinor: totalMinor });
  const input = asked(0, NEWER);
  await change(input, (await quote(input)).totalMinor);
  expect((await mine()).map(({ slot: { start }, revision }) => [start, revision])).toEqual(
    [slots[0]?.slot.start, moved.start, slots[2]?.slot.start].map((start) => [start, NEWER]),
  );
});

it('one that has begun is left to be changed where it runs', async () => {
  await server.skip(Date.parse(slots[0]?.slot.start ?? '') + HOUR);
  await expect(change(asked(0, NEWER), 0)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await revisions()).toEqual([2, 2, 2]);
});

it('a reservation whose slots have all gone to another revision is over', async () => {
  const { totalMinor } = await quote(asked(0, NEWER));
  await change(asked(0, NEWER), totalMinor);
  expect(await revisions()).toEqual([NEWER, NEWER, NEWER]);
  const before = slots[0]?.id ?? '';
  const old = ada.mutate('reservations.release', { key: randomUUID(), reservationId: before });
  await expect(old).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const [first] = await mine();
  await ada.mutate('reservations.release', { key: randomUUID(), reservationId: first?.id ?? '' });
  expect((await mine()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
});
