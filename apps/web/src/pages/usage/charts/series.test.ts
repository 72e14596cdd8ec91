import { expect, test } from 'vitest';
import { METER_NAMES } from '@patchbay/engine/metering';
import { daySeries, METER_COLOURS, ticks } from './series.ts';

const usage = {
  period: '2028-02',
  asOf: '2028-02-24T10:00:00.000Z',
  days: [
    { date: '2028-02-23', meter: 'machine.reserved' as const, amountMicros: 7 },
    { date: '2028-02-23', meter: 'cpu.used' as const, amountMicros: 2 },
    { date: '2028-02-24', meter: 'machine.reserved' as const, amountMicros: 5 },
    { date: '2028-02-24', meter: 'traffic.used' as const, amountMicros: 0 },
  ],
  forecast: {
    totalMicros: 0,
    uncappedMicros: 0,
    capMicros: null,
    days: [{ date: '2028-02-25', amountMicros: 11 }],
  },
};

test('a month has all its days, and each its charges by meter', () => {
  const { days } = daySeries(usage);
  expect(days).toHaveLength(29);
  expect(days[22]).toMatchObject({ day: 23, chargedMicros: 9, forecastMicros: null });
});

test('meters that cost something, from the bottom, with sums that are those of the days', () => {
  const { days, meters } = daySeries(usage);
  expect(meters.map(({ meter, totalMicros }) => [meter, totalMicros])).toEqual([
    ['machine.reserved', 12],
    ['cpu.used', 2],
  ]);
  expect(days.reduce((sum, day) => sum + day.chargedMicros, 0)).toBe(14);
});

test('the forecast begins today, and there is none of a month that is over', () => {
  const ahead = daySeries(usage).days.slice(22, 26);
  expect(ahead.map(({ forecastMicros }) => forecastMicros)).toEqual([null, 0, 11, 0]);
  const over = daySeries({ ...usage, forecast: null });
  expect(new Set(over.days.map(({ forecastMicros }) => forecastMicros))).toEqual(new Set([null]));
});

test('every meter has its place and a colour of its own, so that no charge is left out', () => {
  const meters = METER_COLOURS.map(([meter]) => meter);
  expect(meters.toSorted()).toEqual(METER_NAMES.toSorted());
  expect(new Set(METER_COLOURS.map(([, colour]) => colour)).size).toBe(METER_NAMES.length);
});

test('the axis ends at a round number that holds every day', () => {
  for (const highest of [0, 9_000, 166_000, 1_000_000, 23_400_000, 999_999_999]) {
    const [zero, half, top] = ticks(highest);
    expect(zero).toBe(0);
    expect(top).toBe(2 * (half ?? 0));
    expect(top).toBeGreaterThanOrEqual(highest);
  }
  expect(ticks(166_000)).toEqual([0, 100_000, 200_000]);
});
