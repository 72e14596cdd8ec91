import { expect, test } from 'vitest';
import { wholeOf } from './use-quantity.ts';

test('only a whole number is one; nothing is made of anything else', () => {
  for (const [text, number] of [
    ['4', 4],
    [' 12 ', 12],
    ['4 096', 4096],
    ['2.5', null],
    ['2,5', null],
    ['1 2', null],
    ['-3', -3],
    ['3-', null],
    ['1e3', null],
    ['', null],
    ['two', null],
  ] as const)
    expect([text, wholeOf(text)]).toEqual([text, number]);
});
