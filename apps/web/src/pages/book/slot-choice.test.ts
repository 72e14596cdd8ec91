import { HOUR } from '@patchbay/engine/time';
import { expect, test } from 'vitest';
import {
  firstChoice,
  isTomorrow,
  lasting,
  ownSlot,
  readChoice,
  endingAt,
  startingAt,
  tomorrowMorning,
  type OwnChoice,
  type SlotChoice,
} from './slot-choice.ts';

const NOW = Date.parse('2026-11-24T22:30:20Z');
const own = (start: [string, string], end: [string, string], later = false): OwnChoice => ({
  mode: 'own',
  start: { date: start[0], time: start[1], later },
  end: { date: end[0], time: end[1], later: false },
  zone: 'Europe/Berlin',
});

test('now starts at the next full minute of the world', () => {
  const reading = readChoice({ mode: 'now', hours: 2, zone: 'UTC' }, NOW);
  expect(reading).toMatchObject({
    outcome: 'slot',
    slot: { start: Date.parse('2026-11-24T22:31:00Z'), end: Date.parse('2026-11-25T00:31:00Z') },
  });
});

test('the first choice is now, and never a slot that the environment has itself', () => {
  const slot = { start: '2026-11-24T22:00:00Z', end: '2026-11-25T00:15:00Z' };
  const after = { start: Date.parse('2026-11-25T00:15:00Z'), end: Date.parse('2026-11-25T02:15:00Z') };
  const later = { start: '2026-11-25T08:00:00Z', end: '2026-11-25T09:00:00Z' };
  const atOnce = { mode: 'now', hours: 2, zone: 'UTC' };
  expect(firstChoice('UTC', NOW)).toEqual(atOnce);
  expect(firstChoice('UTC', NOW, { state: 'running', slot })).toEqual(ownSlot(after, 'UTC'));
  expect(firstChoice('UTC', NOW, { state: 'ended', slot })).toEqual(atOnce);
  expect(firstChoice('UTC', NOW, { state: 'scheduled', slot: later })).toEqual(atOnce);
});

test('tomorrow is the day after today in the chosen zone, not in UTC', () => {
  const zones = { 'Europe/Berlin': '2026-11-25T08:00:00Z', 'Asia/Tokyo': '2026-11-26T00:00:00Z' };
  for (const [zone, start] of Object.entries(zones)) {
    const choice = tomorrowMorning(NOW, zone);
    expect(readChoice(choice, NOW)).toMatchObject({ outcome: 'slot', slot: { start: Date.parse(start) } });
    expect(isTomorrow(choice, NOW)).toBe(true);
  }
});

test('a time that the clocks jump over is refused by name', () => {
  const before = Date.parse('2027-03-01T00:00:00Z');
  const reading = readChoice(own(['2027-03-28', '02:30'], ['2027-03-28', '05:00']), before);
  expect(reading).toEqual({ outcome: 'field', which: 'start', problem: 'gap' });
});

test('a time that happens twice is the first one until the second is asked for', () => {
  const before = Date.parse('2027-10-01T00:00:00Z');
  for (const [later, start] of [
    [false, '2027-10-31T00:30:00Z'],
    [true, '2027-10-31T01:30:00Z'],
  ] as const) {
    const reading = readChoice(own(['2027-10-31', '02:30'], ['2027-10-31', '05:00'], later), before);
    expect(reading).toMatchObject({ outcome: 'slot', slot: { start: Date.parse(start) } });
    expect(reading.outcome === 'slot' && reading.folds.start).not.toBeNull();
  }
});

test('what the engine refuses is refused before asking the server', () => {
  const cases: [SlotChoice, string][] = [
    [own(['2026-11-25', '11:00'], ['2026-11-25', '09:00']), 'order'],
    [own(['2026-11-25', '09:00'], ['2026-11-25', '09:04']), 'too-short'],
    [own(['2026-11-24', '09:00'], ['2026-11-25', '09:00']), 'past'],
  ];
  for (const [choice, problem] of cases)
    expect(readChoice(choice, NOW)).toMatchObject({ outcome: 'problem', problem });
  expect(readChoice(own(['', '09:00'], ['2026-11-25', '11:00']), NOW)).toMatchObject({ problem: 'invalid' });
});

test('a duration keeps the start, in real hours across a change of the clocks', () => {
  const longer = lasting(own(['2027-03-28', '01:00'], ['2027-03-28', '01:30']), 4);
  expect(longer).toMatchObject({ end: { date: '2027-03-28', time: '06:00' } });
});

test('another start keeps the duration: the end moves along', () => {
  const slot = own(['2026-11-25', '23:00'], ['2026-11-26', '01:30']);
  expect(startingAt(slot, { date: '2026-12-31' })).toEqual(
    own(['2026-12-31', '23:00'], ['2027-01-01', '01:30']),
  );
  expect(startingAt(slot, { time: '08:00' })).toEqual(own(['2026-11-25', '08:00'], ['2026-11-25', '10:30']));
  // Hours that pass, not those on the clock.
  const night = startingAt(own(['2027-03-27', '01:00'], ['2027-03-27', '05:00']), { date: '2027-03-28' });
  expect(night.end).toEqual({ date: '2027-03-28', time: '06:00', later: false });
});

test('where there is no duration the end stays: an empty start, or an end before it', () => {
  const slot = own(['2026-11-25', '09:00'], ['2026-11-25', '11:00']);
  const typing = startingAt(slot, { date: '' });
  expect(typing.end).toBe(slot.end);
  // A date is not there while it is typed, and the duration is kept over that.
  expect(startingAt(typing, { date: '2026-12-31' })).toEqual(
    own(['2026-12-31', '09:00'], ['2026-12-31', '11:00']),
  );
  expect(endingAt(typing, { time: '12:00' })).not.toHaveProperty('lasting');
  const reversed = own(['2026-11-25', '12:00'], ['2026-11-25', '11:00']);
  expect(startingAt(reversed, { time: '08:00' }).end).toBe(reversed.end);
});

test('an offered slot survives the round trip through wall time, also in the second of two equal hours', () => {
  const slot = { start: Date.parse('2027-10-31T01:30:00Z'), end: Date.parse('2027-10-31T01:30:00Z') + HOUR };
  const reading = readChoice(ownSlot(slot, 'Europe/Berlin'), Date.parse('2027-10-01T00:00:00Z'));
  expect(reading).toMatchObject({ outcome: 'slot', slot });
});
