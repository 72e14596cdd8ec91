import { expect, test } from 'vitest';
import { readAsked, writeAsked } from './query.ts';

test.each([
  '',
  'q=web+shop',
  'contains=web%2Cdatabase&system=linux',
  'soon=day&by=own&most=1500000',
  'sort=price&page=3&view=table',
])('the address %s says the same when it is written again', (address) => {
  expect(writeAsked(readAsked(new URLSearchParams(address))).toString()).toBe(address);
});

test.each([
  ['contains=nothing,web', 'contains=web'],
  ['soon=never&sort=random&view=map', ''],
  ['most=-1&page=0', ''],
  ['most=1e400&page=x', ''],
])('of %s what is wrong is left out', (address, rest) => {
  expect(writeAsked(readAsked(new URLSearchParams(address))).toString()).toBe(rest);
});
