import { expect, test } from 'vitest';
import { spanLanes } from './span-lanes.ts';

const span = (name: string, start: string, end: string | null) => ({
  name,
  start: `2026-11-28T${start}:00Z`,
  end: end === null ? null : `2026-11-28T${end}:00Z`,
});
const lanes = (...spans: ReturnType<typeof span>[]) =>
  spanLanes(spans).map((lane) => lane.map(({ name }) => name));

test('spans that overlap have a lane each, and a lane is used again once it is free', () => {
  expect(lanes()).toEqual([]);
  expect(lanes(span('a', '08:00', '10:00'), span('b', '09:00', '12:00'))).toEqual([['a'], ['b']]);
  expect(lanes(span('b', '10:00', '12:00'), span('a', '08:00', '10:00'))).toEqual([['a', 'b']]);
  expect(
    lanes(span('a', '08:00', '10:00'), span('b', '08:00', '12:00'), span('c', '11:00', '13:00')),
  ).toEqual([['a', 'c'], ['b']]);
});

test('what is not over keeps its lane', () => {
  expect(lanes(span('a', '08:00', null), span('b', '23:00', '23:30'))).toEqual([['a'], ['b']]);
});
