import { expect, test } from 'vitest';
import { byStart } from './by-start.ts';

test('slots are ordered by start, and those of one start by name as a person counts', () => {
  const slot = (name: string, hour: number) => ({ name, slot: { start: `2026-11-28T${hour}:00:00Z` } });
  const slots = [slot('Lab 10', 12), slot('Lab', 13), slot('Lab 2', 12), slot('Lab', 12)];
  const named = (direction: 1 | -1) => slots.toSorted(byStart(direction)).map(({ name }) => name);
  expect(named(1)).toEqual(['Lab', 'Lab 2', 'Lab 10', 'Lab']);
  expect(named(-1)).toEqual(['Lab', 'Lab', 'Lab 2', 'Lab 10']);
});
