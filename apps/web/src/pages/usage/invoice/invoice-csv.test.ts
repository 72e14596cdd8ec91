import { expect, test } from 'vitest';
import type { Invoice } from '../../../api/types.ts';
import { field } from '../../../ui/format/csv.ts';
import { exact, invoiceCsv } from './invoice-csv.ts';

const line: Invoice['lines'][number] = {
  environmentId: 'env_1',
  environmentName: '=HYPERLINK("http://evil.example")',
  reservationId: 'res_1',
  slotId: 'slot_1',
  designId: 'des_1',
  designName: 'Shop, front',
  revision: 1,
  component: 'c-a',
  componentName: '@SUM(A1)',
  componentType: 'x86-pc',
  meter: 'machine.reserved',
  copies: 1,
  quantity: 5400,
  perUnitMicros: 33_333,
  band: 'off hours',
  bandMilli: 700,
  gradeMilli: 1000,
  amountMicros: 35_000,
  slot: { start: '2026-11-02T19:00:00.000Z', end: '2026-11-02T20:30:00.000Z' },
  priceBookVersionId: 'book-1',
  late: null,
  corrects: false,
};
const invoice: Invoice = {
  id: 'inv_1',
  period: '2026-11',
  state: 'final',
  totalMinor: -94,
  currency: 'EUR',
  accountName: 'Ada',
  channelName: 'main',
  periodStart: '',
  periodEnd: '',
  reviewFrom: '',
  finalFrom: '',
  lines: [
    line,
    { ...line, meter: 'cpu.used', quantity: 1_800_000, perUnitMicros: 4000, amountMicros: 1_237 },
  ],
  items: [
    { id: 'item_1', cause: 'base-fee', amountMicros: 2_000_000, reason: null, at: '' },
    { id: 'item_2', cause: 'credit', amountMicros: -2_976_237, reason: '-cmd|calc', at: '' },
  ],
  totalMicros: -940_000,
  roundingMicros: 0,
};

/** A reader of its own, after RFC 4180. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let [row, value, quoted]: [string[], string, boolean] = [[], '', false];
  for (let n = 0; n < text.length; n += 1) {
    const at = text[n] ?? '';
    if (quoted && at === '"' && text[n + 1] === '"') n += 1;
    else if (at === '"') {
      quoted = !quoted;
      continue;
    } else if (!quoted && at === ',') {
      row.push(value);
      value = '';
      continue;
    } else if (!quoted && at === '\n') {
      rows.push([...row, value]);
      [row, value] = [[], ''];
      continue;
    } else if (!quoted && at === '\r') continue;
    value += at;
  }
  return rows;
}

test('MTR-2: the amounts sum to the invoice, to the cent', () => {
  const [head = [], ...rows] = parse(invoiceCsv(invoice));
  const amount = head.indexOf('amount');
  const micros = rows.map((row) => Math.round(Number(row[amount]) * 1_000_000));
  expect(micros.reduce((sum, one) => sum + one, 0)).toBe(invoice.totalMinor * 10_000);
});

test('every row has every column', () => {
  const [head = [], ...rows] = parse(invoiceCsv(invoice));
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]));
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-cmd', "'-cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['-0.003500', '-0.003500'],
  ['12', '12'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=a,b', '"\'=a,b"'],
  ['plain', 'plain'],
])('a spreadsheet takes %j for text or a number, never for a formula', (text, expected) => {
  expect(field(text)).toBe(expected);
});

test.each([
  [0, '0.000000'],
  [1, '0.000001'],
  [-3500, '-0.003500'],
  [12_345_678, '12.345678'],
  [Number.MAX_SAFE_INTEGER, '9007199254.740991'],
])('%d micro-units are %s', (micros, expected) => {
  expect(exact(micros)).toBe(expected);
});
