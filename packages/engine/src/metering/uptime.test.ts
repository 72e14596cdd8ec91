import { expect, it } from 'vitest';
import { downSince } from './index.ts';

const START = 100;
const NOW = 1000;

it.each([
  // ready, seen, read, metered until, down since
  ['its start, where it never ran', null, null, null, null, START],
  ['its start, whatever was seen or read of a start that failed', null, 300, 400, null, START],
  ['the moment it was ready, where nothing was seen since', 200, null, null, null, 200],
  ['when it was last seen', 200, 500, 400, null, 500],
  ['when it was last read, which proves as much', 200, 400, 500, null, 500],
  ['not before what was charged already', 200, 500, 400, 600, 600],
  ['what was seen after that was charged', 200, 700, 400, 600, 700],
  ['now at the latest', 200, 1500, 400, 600, NOW],
] as const)('a lost slot is down since %s', (_, readyAt, seenAt, readAt, meteredUntil, since) => {
  expect(downSince({ start: START, readyAt, seenAt, readAt, meteredUntil }, NOW)).toBe(since);
});
