import { expect, it } from 'vitest';
import { grown } from './counters.ts';

it.each([
  ['without an earlier one, by all of it', 70, undefined, 70],
  ['by what came since the earlier one', 100, 70, 30],
  ['by nothing where nothing came', 70, 70, 0],
  ['by all of it where the machine was made anew since', 12, 5_000, 12],
])('a reading has grown %s', (_, now, before, by) => {
  expect(grown(now, before)).toBe(by);
});
