import { expect, it } from 'vitest';
import { addressesFrom } from './named-units.ts';

it.each([
  ['203.0.113.9', 2, ['203.0.113.9', '203.0.113.10']],
  ['203.0.113.254', 1, ['203.0.113.254']],
  ['203.0.113.254', 2, null],
  ['203.0.113.0', 1, null],
  ['203.0.113.256', 1, null],
  ['0.0.0.1', 1, null],
  ['a', 1, null],
])('%s and %d of them', (first, count, expected) => {
  expect(addressesFrom(first, count)).toEqual(expected);
});
