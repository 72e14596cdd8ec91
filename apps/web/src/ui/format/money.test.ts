import { expect, test } from 'vitest';
import {
  addedUp,
  cell,
  decimal,
  LINE,
  money,
  moneyCode,
  NOTHING,
  perHour,
  sumDigits,
  unitPrice,
  UNIT_PRICE,
} from './money.ts';

test('amounts are rounded half to even, once, from whole micro-units', () => {
  const rows: [number, number, string][] = [
    [166_000, 2, '0.17'],
    [165_000, 2, '0.16'],
    [175_000, 2, '0.18'],
    [-6_400_000, 2, '−6.40'],
    [-4_000, 2, '0.00'],
    [118_026_900, LINE, '118.0269'],
    [5_484, UNIT_PRICE, '0.005484'],
    [0, 2, '0.00'],
    [1_234_567_890_000, 2, '1\u00a0234\u00a0567.89'],
  ];
  for (const [micros, digits, text] of rows) expect(decimal(micros, digits)).toBe(text.replaceAll(' ', ' '));
});

test('zero in a table is an en dash', () => {
  expect(cell(0)).toBe(NOTHING);
  expect(cell(10_000)).toBe('0.01');
});

test('lists that are read together have the same decimals, with which each of them adds up', () => {
  expect(sumDigits()).toBe(2);
  expect(sumDigits([0, 10_000, 120_000], [-20_000])).toBe(2);
  expect(sumDigits([10_000], [0, 120_000, 9_999])).toBe(LINE);
  expect(sumDigits([10_000, 120_000], [80_750, 80_750])).toBe(UNIT_PRICE);
});

test('currencies stand after the number, by sign or by code', () => {
  expect(money(412_860_000, 'EUR')).toBe('412.86 €');
  expect(moneyCode(166_000, 'EUR')).toBe('0.17 EUR');
  expect(perHour(83_000, 'EUR')).toBe('0.08 €/h');
});

test('a unit price shows as many decimals as it has, two at least', () => {
  expect(unitPrice(83_000, 'EUR')).toBe('0.083 €/h');
  expect(unitPrice(90_000, 'EUR')).toBe('0.09 €/h');
  expect(unitPrice(1_000_000, 'EUR')).toBe('1.00 €/h');
  expect(unitPrice(33_346, 'EUR')).toBe('0.033346 €/h');
});

test('a list is in cents where all of it is, else has four decimals', () => {
  expect(addedUp([30_000, 60_000])).toEqual({ rows: ['0.03', '0.06'], total: '0.09' });
  expect(addedUp([30_000, 64_384])).toEqual({ rows: ['0.0300', '0.0644'], total: '0.0944' });
  expect(addedUp([80_750, 80_750])).toEqual({ rows: ['0.080750', '0.080750'], total: '0.161500' });
  expect(addedUp([])).toEqual({ rows: [], total: '0.00' });
});
