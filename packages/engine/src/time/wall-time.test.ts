import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, instantOf, utcMonth, wallTimeOf } from './index.ts';

const berlin = (date: string, time: string) => instantOf({ date, time, zone: 'Europe/Berlin' });
const utc = (text: string) => Date.parse(text);

describe('instantOf in Europe/Berlin, 2027', () => {
  it.each([
    ['2027-01-15', '12:00', '2027-01-15T11:00:00Z'],
    ['2027-07-15', '12:00', '2027-07-15T10:00:00Z'],
    // The last minute before the clocks jump from 02:00 to 03:00, and the first after it.
    ['2027-03-28', '01:59', '2027-03-28T00:59:00Z'],
    ['2027-03-28', '03:00', '2027-03-28T01:00:00Z'],
    // The last minute before the hour that comes twice, and the first after it.
    ['2027-10-31', '01:59', '2027-10-30T23:59:00Z'],
    ['2027-10-31', '03:00', '2027-10-31T02:00:00Z'],
    ['2028-02-29', '00:00', '2028-02-28T23:00:00Z'],
  ])('%s %s is %s', (date, time, at) => {
    expect(berlin(date, time)).toEqual({ outcome: 'ok', at: utc(at) });
  });

  it.each(['02:00', '02:30', '02:59'])('the %s of 28 March never happens', (time) => {
    expect(berlin('2027-03-28', time)).toEqual({ outcome: 'gap' });
  });

  it.each([
    ['02:00', '2027-10-31T00:00:00Z', '2027-10-31T01:00:00Z'],
    ['02:30', '2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'],
    ['02:59', '2027-10-31T00:59:00Z', '2027-10-31T01:59:00Z'],
  ])('the %s of 31 October happens twice', (time, first, second) => {
    expect(berlin('2027-10-31', time)).toEqual({ outcome: 'fold', first: utc(first), second: utc(second) });
  });

  it.each([
    ['2027-02-29', '12:00', 'Europe/Berlin'],
    ['2027-13-01', '12:00', 'Europe/Berlin'],
    ['2027-01-01', '24:30', 'Europe/Berlin'],
    ['2027-01-01', 'noon', 'Europe/Berlin'],
    ['', '', 'Europe/Berlin'],
    ['2027-01-01', '12:00', 'Europe/Atlantis'],
    ['2027-01-01', '12:00', ''],
  ])('%j %j in %j is no time', (date, time, zone) => {
    expect(instantOf({ date, time, zone })).toEqual({ outcome: 'invalid' });
  });
});

/** Offset changes of a zone within 2026 to 2030. */
function transitions(zone: string): number[] {
  const found: number[] = [];
  const last = utc('2031-01-01T00:00:00Z');
  let at = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(zone);
  for (let n = 0; n < 40; n += 1) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= last) break;
    found.push(next.epochMilliseconds);
    at = next;
  }
  return found;
}

const MINUTE = 60_000;
const zones = Intl.supportedValuesOf('timeZone')
  .map((zone) => ({ zone, changes: transitions(zone) }))
  .filter(({ changes }) => changes.length > 0);

/** Around every change: both sides, the middle of a gap or fold, and an ordinary day. */
const samples = (change: number) =>
  [-180, -61, -60, -30, -1, 0, 1, 30, 60, 61, 180, 60 * 24 * 40].map((n) => change + n * MINUTE);

describe('every IANA zone whose clocks change between 2026 and 2030', () => {
  it('there are many of them', () => {
    expect(zones.length).toBeGreaterThan(100);
  });

  it('instant to wall time and back is the same instant, or one of the two of a fold', () => {
    const lost: string[] = [];
    let folds = 0;
    for (const { zone, changes } of zones) {
      for (const at of changes.flatMap(samples)) {
        const back = instantOf(wallTimeOf(at, zone));
        if (back.outcome === 'fold') folds += 1;
        const same =
          (back.outcome === 'ok' && back.at === at) ||
          (back.outcome === 'fold' && (back.first === at || back.second === at) && back.first < back.second);
        if (!same) lost.push(`${zone} ${new Date(at).toISOString()} ${back.outcome}`);
      }
    }
    expect(lost).toEqual([]);
    expect(folds).toBeGreaterThan(zones.length);
  });

  it('what the clocks jump over is a gap, and nothing else is', () => {
    const wrong: string[] = [];
    let gaps = 0;
    for (const { zone, changes } of zones) {
      for (const change of changes) {
        const shown = (at: number) => utc(`${wallTimeOf(at, zone).date}T${wallTimeOf(at, zone).time}Z`);
        const before = shown(change - MINUTE) + MINUTE;
        const jump = shown(change) - before;
        if (jump <= 0) continue;
        gaps += 1;
        const middle = new Date(before + jump / 2).toISOString();
        const result = instantOf({ date: middle.slice(0, 10), time: middle.slice(11, 16), zone });
        if (result.outcome !== 'gap') wrong.push(`${zone} ${middle} ${result.outcome}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(gaps).toBeGreaterThan(100);
  });
});

describe('dates and months', () => {
  it.each([
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-28', 1, '2027-03-29'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2027-12-31', 366, '2028-12-31'],
  ])('%s plus %d days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it.each([
    ['2027-02-01T00:00:00Z', '2027-02', '2027-02-01T00:00:00Z', '2027-03-01T00:00:00Z'],
    ['2027-01-31T23:59:59.999Z', '2027-01', '2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'],
    ['2027-12-15T12:00:00Z', '2027-12', '2027-12-01T00:00:00Z', '2028-01-01T00:00:00Z'],
  ])('%s lies in %s', (at, name, start, end) => {
    expect(utcMonth(utc(at))).toEqual({ name, start: utc(start), end: utc(end) });
  });
});
