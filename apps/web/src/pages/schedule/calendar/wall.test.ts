import { expect, it } from 'vitest';
import { firstOf, periodOf, stepped, wallText, type Period } from './wall.ts';

it.each<[Period, string, string]>([
  ['day', '2027-03-03', '2027-03-03'],
  ['week', '2027-03-03', '2027-03-01'],
  ['week', '2027-03-07', '2027-03-01'],
  ['month', '2027-03-31', '2027-03-01'],
])('the first day of the %s of %s is %s', (view, date, expected) => {
  expect(firstOf(view, date)).toBe(expected);
});

it.each<[Period, string, 1 | -1, string]>([
  ['day', '2027-02-28', 1, '2027-03-01'],
  ['week', '2027-03-01', -1, '2027-02-22'],
  ['month', '2027-01-31', 1, '2027-02-28'],
  ['month', '2027-12-15', 1, '2028-01-15'],
  ['month', '2027-03-31', -1, '2027-02-28'],
])('a %s from %s, %d: %s', (view, date, by, expected) => {
  expect(stepped(view, date, by)).toBe(expected);
});

it.each<[Period, string, string, string]>([
  ['day', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T22:00:00.000Z'],
  ['week', '2027-03-28', '2027-03-21T23:00:00.000Z', '2027-03-28T22:00:00.000Z'],
  ['month', '2027-03-10', '2027-02-28T23:00:00.000Z', '2027-04-04T22:00:00.000Z'],
])('a %s of %s in Berlin, whose clocks change then', (view, date, start, end) => {
  const period = periodOf(view, date, 'Europe/Berlin');
  expect([period.start, period.end].map((at) => new Date(at).toISOString())).toEqual([start, end]);
});

it('an instant is shown as the clock of the zone has it', () => {
  const at = Date.parse('2027-03-28T01:00:00Z');
  expect([wallText(at, 'Europe/Berlin'), wallText(at, 'UTC')]).toEqual([
    '2027-03-28 03:00:00',
    '2027-03-28 01:00:00',
  ]);
});
