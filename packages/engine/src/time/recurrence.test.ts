import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  HOUR,
  MAX_SLOTS,
  occurrencesOf,
  readRecurrence,
  recurrenceText,
  wallTimeOf,
  WEEKDAYS,
  type Occurrence,
  type Recurrence,
} from './index.ts';

const rule = (own: Partial<Recurrence> = {}): Recurrence => ({
  zone: 'Europe/Berlin',
  date: '2027-03-01',
  time: '14:00',
  minutes: 120,
  every: 1,
  unit: 'week',
  weekdays: ['MO'],
  ends: { count: 10 },
  except: [],
  ...own,
});

function slotsOf(own: Recurrence): Extract<Occurrence, { outcome: 'slot' }>[] {
  const found = occurrencesOf(own);
  if (found.outcome !== 'ok') throw new Error(found.outcome);
  return found.occurrences.flatMap((one) => (one.outcome === 'slot' ? [one] : []));
}
const days = (own: Recurrence) => slotsOf(own).map(({ date }) => date);
const daily = (own: Partial<Recurrence> = {}) => rule({ unit: 'day', weekdays: [], ...own });

describe('the days of a rule', () => {
  it.each<[string, Recurrence, string[]]>([
    ['every day', daily({ ends: { count: 3 } }), ['2027-03-01', '2027-03-02', '2027-03-03']],
    [
      'every third day',
      daily({ every: 3, ends: { until: '2027-03-07' } }),
      ['2027-03-01', '2027-03-04', '2027-03-07'],
    ],
    [
      'up to a day before the next one',
      daily({ every: 3, ends: { until: '2027-03-06' } }),
      ['2027-03-01', '2027-03-04'],
    ],
    ['Mondays', rule({ ends: { count: 2 } }), ['2027-03-01', '2027-03-08']],
    ['every second Monday', rule({ every: 2, ends: { count: 2 } }), ['2027-03-01', '2027-03-15']],
    [
      'chosen days, in the order of the week',
      rule({ weekdays: ['FR', 'TU'], ends: { count: 3 } }),
      ['2027-03-02', '2027-03-05', '2027-03-09'],
    ],
    [
      'a first day that is none of them',
      rule({ date: '2027-03-02', ends: { count: 2 } }),
      ['2027-03-08', '2027-03-15'],
    ],
    [
      'weeks begin on Monday',
      rule({ date: '2027-03-07', every: 2, weekdays: ['MO', 'SU'], ends: { count: 3 } }),
      ['2027-03-07', '2027-03-15', '2027-03-21'],
    ],
    [
      'less a day, which counts',
      rule({ ends: { count: 3 }, except: ['2027-03-08'] }),
      ['2027-03-01', '2027-03-15'],
    ],
    [
      'over the end of February',
      daily({ date: '2028-02-28', ends: { count: 3 } }),
      ['2028-02-28', '2028-02-29', '2028-03-01'],
    ],
  ])('%s', (_, own, expected) => {
    expect(days(own)).toEqual(expected);
  });

  it.each<[string, Recurrence, string]>([
    ['as many as are allowed', daily({ ends: { count: MAX_SLOTS } }), 'ok'],
    ['one more day than allowed', daily({ ends: { until: addDays('2027-03-01', MAX_SLOTS) } }), 'too-many'],
    ['for ever, nearly', daily({ ends: { until: '9999-12-31' } }), 'too-many'],
    ['a last day before the first', daily({ ends: { until: '2027-02-28' } }), 'none'],
    ['no weekday', rule({ weekdays: [] }), 'none'],
    ['every day left out', rule({ ends: { count: 1 }, except: ['2027-03-01'] }), 'none'],
    ['a whole day each day: they meet', daily({ minutes: 24 * 60 }), 'ok'],
    ['a minute more', daily({ minutes: 24 * 60 + 1 }), 'overlap'],
    ['longer than a day, with a day between', daily({ every: 2, minutes: 48 * 60 }), 'ok'],
    ['no such zone', rule({ zone: 'Europe/Atlantis' }), 'invalid'],
    ['no such day', rule({ date: '2027-02-30' }), 'invalid'],
  ])('%s: %s', (_, own, expected) => {
    expect(occurrencesOf(own).outcome).toBe(expected);
  });
});

describe('when the clocks change', () => {
  const onChange = (own: Partial<Recurrence>) => {
    const found = occurrencesOf(daily({ ends: { count: 1 }, ...own }));
    const [one] = found.outcome === 'ok' ? found.occurrences : [];
    if (one?.outcome !== 'slot') return one;
    return [one.twice, (one.slot.end - one.slot.start) / HOUR];
  };
  it.each<[string, string, string, number, unknown]>([
    ['an hour is missing: two hours of wall time last one', '2027-03-28', '01:00', 120, [false, 1]],
    [
      'a start that is jumped over',
      '2027-03-28',
      '02:30',
      60,
      { outcome: 'gap', date: '2027-03-28', which: 'start' },
    ],
    [
      'an end that is jumped over',
      '2027-03-28',
      '01:00',
      90,
      { outcome: 'gap', date: '2027-03-28', which: 'end' },
    ],
    ['an hour comes twice: two hours of wall time last three', '2027-10-31', '01:00', 120, [false, 3]],
    ['a start that comes twice: the first is meant', '2027-10-31', '02:30', 60, [true, 2]],
    ['an end that comes twice: the first is meant', '2027-10-31', '01:00', 90, [true, 1.5]],
    ['both come twice', '2027-10-31', '02:10', 30, [true, 0.5]],
  ])('%s', (_, date, time, minutes, expected) => {
    expect(onChange({ date, time, minutes })).toEqual(expected);
  });

  it('a first day in the gap leaves the days after it where they are', () => {
    expect(days(daily({ date: '2027-03-28', time: '02:30', ends: { count: 3 } }))).toEqual([
      '2027-03-29',
      '2027-03-30',
    ]);
    const times = slotsOf(daily({ date: '2027-03-28', time: '02:30', ends: { count: 3 } }));
    expect(times.map(({ slot }) => wallTimeOf(slot.start, 'Europe/Berlin').time)).toEqual(['02:30', '02:30']);
  });

  it('every zone whose clocks change between 2026 and 2030 keeps the wall time of daily slots', () => {
    const wrong: string[] = [];
    let seen = 0;
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      for (const change of changesOf(zone)) {
        seen += 1;
        const date = addDays(wallTimeOf(change, zone).date, -2);
        for (const { date: day, slot } of slotsOf(daily({ zone, date, time: '12:15', ends: { count: 5 } }))) {
          const [start, end] = [wallTimeOf(slot.start, zone), wallTimeOf(slot.end, zone)];
          if (`${start.date} ${start.time} ${end.time}` !== `${day} 12:15 14:15`)
            wrong.push(`${zone} ${day}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(seen).toBeGreaterThan(1000);
  });
});

function changesOf(zone: string): number[] {
  const found: number[] = [];
  let at = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(zone);
  for (let next = at.getTimeZoneTransition('next'); next; next = at.getTimeZoneTransition('next')) {
    if (next.epochMilliseconds >= Date.parse('2031-01-01T00:00:00Z')) break;
    found.push(next.epochMilliseconds);
    at = next;
  }
  return found;
}

const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2026-06-01', n));
const rules = fc.record<Recurrence>({
  zone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  ),
  date: day,
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`),
  minutes: fc.integer({ min: 1, max: 3000 }),
  every: fc.integer({ min: 1, max: 4 }),
  unit: fc.constantFrom('day', 'week'),
  weekdays: fc.subarray([...WEEKDAYS]),
  ends: fc.oneof(fc.record({ count: fc.integer({ min: 1, max: 40 }) }), fc.record({ until: day })),
  except: fc.uniqueArray(day, { maxLength: 5 }),
});

describe('any rule', () => {
  it('is the same one after it was written and read', () => {
    fc.assert(
      fc.property(rules, (own) => {
        const written = own.unit === 'day' ? { ...own, weekdays: [] } : own;
        if (written.unit === 'week' && written.weekdays.length === 0) return;
        expect(readRecurrence(recurrenceText(written))).toEqual(written);
      }),
      { seed: 71, numRuns: 300 },
    );
  });

  it('has the days that counting day by day finds, in order, and none overlaps another', () => {
    let compared = 0;
    fc.assert(
      fc.property(rules, (own) => {
        const found = occurrencesOf(own);
        if (found.outcome !== 'ok') return;
        compared += 1;
        expect(found.occurrences.map(({ date }) => date)).toEqual(countedDays(own));
        const slots = found.occurrences.flatMap((one) => (one.outcome === 'slot' ? [one.slot] : []));
        slots.forEach((slot, n) => expect(slot.start).toBeGreaterThanOrEqual(slots[n - 1]?.end ?? 0));
        slots.forEach((slot) => expect(slot.end).toBeGreaterThan(slot.start));
      }),
      { seed: 72, numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it.each([
    '',
    'RRULE:FREQ=DAILY',
    'DTSTART;TZID=UTC:20270301T140000\nDURATION:PT0M\nRRULE:FREQ=DAILY;INTERVAL=1;COUNT=1',
  ])('text that is no rule is none: %j', (text) => {
    expect(readRecurrence(text)).toBeNull();
  });
});

/** The same by hand: day after day, with the weeks counted from the Monday of the first day. */
function countedDays({ date, unit, every, weekdays, ends, except }: Recurrence): string[] {
  const number = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
  // 1970-01-01 was a Thursday.
  const weekday = (n: number) => (n + 3) % 7;
  const first = number(date);
  const monday = first - weekday(first);
  const found: string[] = [];
  for (let n = first; n < first + 4000; n += 1) {
    const text = new Date(n * 86_400_000).toISOString().slice(0, 10);
    if ('count' in ends ? found.length === ends.count : n > number(ends.until)) break;
    const meant =
      unit === 'day'
        ? (n - first) % every === 0
        : Math.floor((n - monday) / 7) % every === 0 && weekdays.includes(WEEKDAYS[weekday(n)] ?? 'MO');
    if (meant) found.push(text);
  }
  return found.filter((text) => !except.includes(text));
}
