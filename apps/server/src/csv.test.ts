import { expect, it } from 'vitest';
import { readCsv } from './csv.ts';

it.each([
  ['', []],
  [
    'a,b\r\n1,2\r\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    '\uFEFFa,b\n1,',
    [
      [1, 'a', 'b'],
      [2, '1', ''],
    ],
  ],
  [
    'a\n\n,\n b ',
    [
      [1, 'a'],
      [4, 'b'],
    ],
  ],
  [
    '"a, ""b""","c\nd"\ne',
    [
      [1, 'a, "b"', 'c\nd'],
      [3, 'e'],
    ],
  ],
  ["'=1+1,'x,-3", [[1, '=1+1', "'x", '-3']]],
  ['"a', null],
  ['"a"b', null],
])('%j is read as it was meant', (text, expected) => {
  expect(readCsv(text)?.map(({ line, fields }) => [line, ...fields]) ?? null).toEqual(expected);
});

it('a file of many quotes takes no longer than one without', () => {
  expect(readCsv(`${'"",'.repeat(200_000)}x`)?.[0]?.fields).toHaveLength(200_001);
  expect(readCsv('"'.repeat(200_001))).toBe(null);
});
