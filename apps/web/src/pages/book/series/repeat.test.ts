import { describe, expect, it } from 'vitest';
import type { SlotChoice } from '../slot-choice.ts';
import { datesOf, ONCE, rhythmOf, ruleOf, withRhythm, type Rhythm } from './repeat.ts';

const NOW = Date.parse('2027-02-20T10:00:00Z');
const choice = (start: [string, string], end: [string, string]): SlotChoice => ({
  mode: 'own',
  start: { date: start[0], time: start[1], later: false },
  end: { date: end[0], time: end[1], later: false },
  zone: 'Europe/Berlin',
});
const MONDAY = choice(['2027-03-01', '14:00'], ['2027-03-01', '16:00']);

describe('a repeated choice', () => {
  it.each<[Rhythm, string[]]>([
    ['daily', ['2027-03-01', '2027-03-02', '2027-03-03']],
    ['workdays', ['2027-03-01', '2027-03-02', '2027-03-03']],
    ['weekly', ['2027-03-01', '2027-03-08', '2027-03-15']],
  ])('%s', (rhythm, expected) => {
    const repeat = { ...withRhythm(ONCE, rhythm, '2027-03-01'), count: 3 };
    const rule = ruleOf(MONDAY, repeat, NOW);
    expect(rule && datesOf(rule)).toEqual(expected);
    expect(rhythmOf(repeat)).toBe(rhythm);
  });

  it('once is no rule', () => {
    expect(ruleOf(MONDAY, ONCE, NOW)).toBeNull();
  });

  it.each<[string, SlotChoice, number | undefined]>([
    ['its length is that on the wall clock', MONDAY, 120],
    ['over a change of the clocks as well', choice(['2027-03-28', '01:00'], ['2027-03-28', '03:00']), 120],
    ['and over midnight', choice(['2027-03-01', '22:00'], ['2027-03-02', '06:00']), 480],
    [
      'an end before the start is no rule',
      choice(['2027-03-01', '14:00'], ['2027-03-01', '13:00']),
      undefined,
    ],
    ['nor is an empty field', choice(['', '14:00'], ['2027-03-01', '16:00']), undefined],
    ['now is taken as wall time', { mode: 'now', hours: 4, zone: 'Europe/Berlin' }, 240],
  ])('%s', (_, own, minutes) => {
    expect(ruleOf(own, withRhythm(ONCE, 'daily', '2027-03-01'), NOW)?.minutes).toBe(minutes);
  });

  it('a rule without a weekday names what is wrong', () => {
    const rule = ruleOf(MONDAY, { ...withRhythm(ONCE, 'weekly', '2027-03-01'), weekdays: [] }, NOW);
    expect(rule && datesOf(rule)).toBe('series-none');
  });

  it.each([0, -3, 1.5, 367, 100_000, '', '-'])('%j is no number of dates, and is not made one', (count) => {
    const rule = ruleOf(MONDAY, { ...withRhythm(ONCE, 'weekly', '2027-03-01'), count }, NOW);
    expect(rule && datesOf(rule)).toBe('series-count');
  });
});
