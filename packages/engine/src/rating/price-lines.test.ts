import fc from 'fast-check';
import { expect, it } from 'vitest';
import { priceBook } from './price-book.ts';
import { compareLines, priceLines, readValue, valueText, withLines } from './price-lines.ts';

const book = priceBook.parse({
  name: 'b',
  currency: 'EUR',
  prices: [
    {
      type: 'x86-pc',
      meter: 'machine.reserved',
      perHourMicros: 15_000,
      perProperty: [{ property: 'cpu', perHourMicros: 5000 }],
    },
  ],
  used: [{ meter: 'cpu.used', perUnitMicros: 4000 }],
  bands: [{ name: 'night', weekdays: [1], from: '20:00', to: '08:00', factorMilli: 700 }],
  grades: [{ grade: 2, factorMilli: 900 }],
  monthly: { baseMicros: 2_000_000 },
});
const lines = priceLines(book);

it('a book is its lines, and with its own lines it is itself', () => {
  expect(lines.map(({ of, subject, part, value }) => [of, subject, part, value])).toEqual([
    ['hour', 'x86-pc', '', 15_000],
    ['hour', 'x86-pc', 'cpu', 5000],
    ['used', 'cpu.used', '', 4000],
    ['month', 'channel', '', 2_000_000],
    ['band', 'night', '', 700],
    ['grade', '2', '', 900],
  ]);
  expect(withLines(book, lines)).toEqual(book);
  expect(withLines(book, [])).toEqual(book);
});

it('only what is changed differs, and is told', () => {
  const doubled = lines.map((line) => ({ ...line, value: line.value * 2 }));
  const after = withLines(book, doubled);
  expect(after && priceLines(after)).toEqual(doubled);
  expect(compareLines(lines, doubled)).toHaveLength(lines.length);
  const one = withLines(book, [{ of: 'hour', subject: 'x86-pc', part: 'cpu', value: 1 }]);
  expect(one && compareLines(lines, priceLines(one))).toEqual([
    { of: 'hour', subject: 'x86-pc', part: 'cpu', before: 5000, after: 1 },
  ]);
  expect(compareLines(lines, lines.slice(1))).toEqual([
    { of: 'hour', subject: 'x86-pc', part: '', before: 15_000, after: null },
  ]);
});

it.each([
  ['a line that there is not', { of: 'hour', subject: 'x86-pc', part: 'gpu', value: 1 }],
  ['less than nothing', { of: 'hour', subject: 'x86-pc', part: '', value: -1 }],
  ['a part of a micro-unit', { of: 'hour', subject: 'x86-pc', part: '', value: 0.5 }],
  ['more than ten times', { of: 'band', subject: 'night', part: '', value: 10_001 }],
] as const)('%s is refused', (_, line) => {
  expect(withLines(book, [line])).toBe(null);
});

it.each([
  ['hour', '1.5', 15_000],
  ['hour', ' 0.0001 ', 1],
  ['hour', '1.50000', 15_000],
  ['hour', '0.00001', null],
  ['hour', '-1', null],
  ['hour', '1,5', null],
  ['hour', '1e3', null],
  ['hour', '999999999999', null],
  ['band', '70', 700],
  ['band', '70.55', null],
  ['band', '1000.1', null],
] as const)('%s of %j is %j', (of, text, value) => {
  expect(readValue(of, text)).toBe(value);
});

it('what is written is read as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (value) => {
      expect(readValue('used', valueText('used', value))).toBe(value);
    }),
  );
});
