import { expect, test } from 'vitest';
import { daysOf, ticks } from './day-scale.ts';

test('a month has all its days, charged or not', () => {
  expect(daysOf('2028-02', [])).toHaveLength(29);
  const days = daysOf('2026-11', [{ date: '2026-11-24', amountMicros: 7 }]);
  expect(days).toHaveLength(30);
  expect(days[23]).toEqual({ date: '2026-11-24', amountMicros: 7 });
  expect(days.reduce((sum, day) => sum + day.amountMicros, 0)).toBe(7);
});

test('the axis ends at a round number that holds every bar', () => {
  for (const highest of [0, 9_000, 166_000, 1_000_000, 23_400_000, 999_999_999]) {
    const [zero, half, top] = ticks(highest);
    expect(zero).toBe(0);
    expect(top).toBe(2 * (half ?? 0));
    expect(top).toBeGreaterThanOrEqual(highest);
  }
  expect(ticks(166_000)).toEqual([0, 100_000, 200_000]);
});
