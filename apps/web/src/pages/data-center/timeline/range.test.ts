import { expect, test } from 'vitest';
import { around, readStart, ticksOf, writeStart, ZOOMS } from './range.ts';

const NOW = Date.parse('2026-11-24T09:42:07Z');
const iso = (at: number) => new Date(at).toISOString();

test.each([
  ['day', 'Europe/Berlin', '2026-11-24T07:00:00.000Z', '2026-11-25T07:00:00.000Z'],
  ['week', 'Europe/Berlin', '2026-11-22T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
  ['month', 'UTC', '2026-11-21T00:00:00.000Z', '2026-12-22T00:00:00.000Z'],
] as const)('a %s around now begins before it', (zoom, zone, start, end) => {
  const range = around(NOW, zoom, zone);
  expect([iso(range.start), iso(range.end)]).toEqual([start, end]);
});

test('now is in every period around it', () => {
  for (const zoom of ZOOMS) {
    const { start, end } = around(NOW, zoom, 'Pacific/Auckland');
    expect([zoom, start <= NOW && NOW < end]).toEqual([zoom, true]);
  }
});

test('a start is kept in the address to the minute, and anything else there is none', () => {
  const { start } = around(NOW, 'week', 'Asia/Kathmandu');
  expect(readStart(writeStart(start))).toBe(start);
  for (const text of [null, '', 'now', '2026-13-01T00:00Z', '2026-11-24', '9999-01-01T00:00Z'])
    expect(readStart(text)).toBeNull();
});

test('ticks are midnights of the zone, also where the clocks change', () => {
  const week = around(Date.parse('2026-10-24T12:00:00Z'), 'week', 'Europe/Berlin');
  const ticks = ticksOf(week, 'week', 'Europe/Berlin');
  expect(ticks.map(({ at }) => iso(at).slice(8, 13))).toEqual(
    ['22T22', '23T22', '24T22', '25T23', '26T23', '27T23', '28T23'].slice(0, ticks.length),
  );
  expect(ticks.length).toBeGreaterThanOrEqual(6);
  expect(ticksOf(around(NOW, 'day', 'UTC'), 'day', 'UTC')).toHaveLength(8);
  expect(ticksOf(around(NOW, 'month', 'UTC'), 'month', 'UTC').filter(({ named }) => named)).toHaveLength(7);
});
