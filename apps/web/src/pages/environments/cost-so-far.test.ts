import { expect, test } from 'vitest';
import { costSoFar, wholeOf } from './cost-so-far.ts';

const slot = { start: '2026-11-24T09:00:00Z', end: '2026-11-24T11:00:00Z' };
const running = {
  state: 'running' as const,
  slot,
  perHourMicros: 3_000_000,
  chargedMicros: 0,
  expectedMicros: 6_000_000,
  earlier: null,
  downtimes: [],
};
const at = (time: string) => Date.parse(`2026-11-24T${time}Z`);

test('what runs has cost its price for the time since its start, and never more than it can', () => {
  expect(costSoFar(running, at('09:20:00'))).toBe(1_000_000);
  expect(costSoFar(running, at('12:00:00'))).toBe(6_000_000);
  expect(costSoFar({ ...running, chargedMicros: 3_000_000 }, at('09:59:00'))).toBe(3_000_000);
});

test('a slot whose revision was changed is one slot, with what it cost before', () => {
  const earlier = { start: '2026-11-24T07:00:00Z', chargedMicros: 2_000_000, expectedMicros: 2_500_000 };
  expect(costSoFar({ ...running, earlier }, at('09:20:00'))).toBe(3_000_000);
  expect(wholeOf({ ...running, earlier })).toEqual({
    slot: { start: earlier.start, end: slot.end },
    chargedMicros: 2_000_000,
    expectedMicros: 8_500_000,
  });
});

test('what was down costs nothing, and what still is goes on to be so', () => {
  const downtimes = [
    { start: '2026-11-24T09:10:00Z', end: '2026-11-24T09:20:00Z' },
    { start: '2026-11-24T09:50:00Z', end: '2026-11-24T11:00:00Z' },
  ];
  expect(costSoFar({ ...running, downtimes }, at('09:15:00'))).toBe(500_000);
  expect(costSoFar({ ...running, downtimes }, at('09:50:00'))).toBe(2_000_000);
  expect(costSoFar({ ...running, downtimes }, at('10:30:00'))).toBe(2_000_000);
});

test('before its start and after its end there is nothing to estimate', () => {
  expect(costSoFar(running, at('08:59:59'))).toBeNull();
  expect(costSoFar({ ...running, state: 'scheduled' }, at('09:20:00'))).toBeNull();
  expect(costSoFar({ ...running, state: 'ended' }, at('12:00:00'))).toBeNull();
});
