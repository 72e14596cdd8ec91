import { expect, test } from 'vitest';
import { claimLanes } from './claim-lanes.ts';

const claim = (channel: string, start: string, end: string) => ({
  channel,
  copies: 1,
  start: `2026-11-28T${start}:00Z`,
  end: `2026-11-28T${end}:00Z`,
});
const lanes = (...claims: ReturnType<typeof claim>[]) =>
  claimLanes(claims).map((lane) => lane.map(({ channel }) => channel));

test('claims that overlap have a lane each, and a lane is used again once it is free', () => {
  expect(lanes()).toEqual([]);
  expect(lanes(claim('a', '08:00', '10:00'), claim('b', '09:00', '12:00'))).toEqual([['a'], ['b']]);
  expect(lanes(claim('b', '10:00', '12:00'), claim('a', '08:00', '10:00'))).toEqual([['a', 'b']]);
  expect(
    lanes(claim('a', '08:00', '10:00'), claim('b', '08:00', '12:00'), claim('c', '11:00', '13:00')),
  ).toEqual([['a', 'c'], ['b']]);
});
