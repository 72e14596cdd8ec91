import { expect, it } from 'vitest';
import { pauseBefore } from '../../again.mjs';

const MINUTE = 60_000;

it.each([
  ['once', [0], 500],
  ['twice within a minute', [0, MINUTE], 1000],
  ['four times within a minute', [0, 1, 2, MINUTE], 4000],
  ['five times within ten minutes', [0, 1, 2, 3, 9 * MINUTE], null],
  ['five times, four of them long ago', [0, 1, 2, 3, 11 * MINUTE], 500],
] as const)('after a server ended of itself %s, the next start waits', (_, ends, pause) => {
  expect(pauseBefore([...ends])).toBe(pause);
});
