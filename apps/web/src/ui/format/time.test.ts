import { expect, test } from 'vitest';
import {
  clockSeconds,
  dayClock,
  duration,
  full,
  isDate,
  isMonth,
  isoDate,
  monthYear,
  offset,
  slotText,
  zoneText,
} from './time.ts';

const AT = '2026-11-24T09:42:07Z';

test('moments are shown in the asked zone, never in that of the process', () => {
  expect(full(AT, 'Europe/Berlin')).toBe('Tue 24 Nov 2026, 10:42:07');
  expect(dayClock(AT, 'Asia/Tokyo')).toBe('Tue 24 Nov, 18:42');
  expect(clockSeconds('2026-11-24T00:00:00Z', 'UTC')).toBe('00:00:00');
  expect(isoDate('2026-11-24T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-25');
});

test('a slot names its second day only when it ends on another', () => {
  const slot = { start: '2026-11-25T08:00:00Z', end: '2026-11-25T10:00:00Z' };
  expect(slotText(slot, 'Europe/Berlin')).toBe('Wed 25 Nov, 09:00–11:00');
  expect(slotText({ ...slot, end: '2026-11-26T10:00:00Z' }, 'UTC')).toBe(
    'Wed 25 Nov, 08:00–Thu 26 Nov, 10:00',
  );
});

test('a year is named when it is not this one', () => {
  const night = { start: '2026-12-31T22:00:00Z', end: '2027-01-01T02:00:00Z' };
  expect(slotText(night, 'UTC', AT)).toBe('Thu 31 Dec, 22:00–Fri 1 Jan 2027, 02:00');
  expect(slotText({ ...night, start: '2027-01-01T00:30:00Z' }, 'UTC', AT)).toBe(
    'Fri 1 Jan 2027, 00:30–02:00',
  );
});

test('offsets follow the zone at that moment', () => {
  expect(offset(AT, 'Europe/Berlin')).toBe('UTC+1');
  expect(offset('2026-07-01T00:00:00Z', 'Europe/Berlin')).toBe('UTC+2');
  expect(zoneText(AT, 'UTC')).toBe('UTC');
  expect(zoneText(AT, 'Asia/Kolkata')).toBe('Asia/Kolkata, UTC+5:30');
});

test('durations show their two largest units', () => {
  const rows: [number, string][] = [
    [12_400, '12 s'],
    [270_000, '4 min 30 s'],
    [33_480_000, '9 h 18 min'],
    [7_200_000, '2 h'],
    [183_600_000, '2 d 3 h'],
    [-5, '0 s'],
  ];
  for (const [milliseconds, text] of rows) expect(duration(milliseconds)).toBe(text);
});

test('months', () => expect(monthYear('2026-11')).toBe('November 2026'));

test('an address names a day or a month of the calendar, or none', () => {
  const dates: [string, boolean][] = [
    ['2026-02-28', true],
    ['2028-02-29', true],
    ['2026-02-30', false],
    ['2026-99-99', false],
    ['0001-01-01', false],
    ['9999-12-31', false],
    ['2026-1-1', false],
    ['', false],
  ];
  for (const [text, expected] of dates) expect([text, isDate(text)]).toEqual([text, expected]);
  expect(['2026-12', '2026-13', '2026', '2200-01'].map(isMonth)).toEqual([true, false, false, false]);
});
