import { expect, it } from 'vitest';
import { design } from '../../test/builders.ts';
import { bandAt, designPerHour, estimateMonth, MONTH_HOURS, priceBook, TYPICAL_WEEK } from './index.ts';

const flat = design().part('m', 'x86-pc').model;
const PER_HOUR = 1_000_000;
const book = (rest: object) =>
  priceBook.parse({
    name: 'test',
    currency: 'EUR',
    prices: [{ type: 'x86-pc', meter: 'machine.reserved', perHourMicros: PER_HOUR, perProperty: [] }],
    ...rest,
  });
const at = (from: string, to: string, weekdays: readonly number[]) => ({
  zone: 'Europe/Berlin',
  bands: [{ name: 'cheap', weekdays, from, to, factorMilli: 500 }],
  factorsOn: ['machine.reserved'],
});

it('a month is a twelfth of 365 days', () => {
  expect(MONTH_HOURS * 12).toBe(365 * 24);
});

it.each([
  // what is cheap, the share of hours at half the price
  ['nothing', {}, 0],
  ['every night', at('20:00', '08:00', [1, 2, 3, 4, 5, 6, 7]), 12 / 24],
  ['one day', at('00:00', '23:00', [6]), 23 / 168],
])('weighs each band by its share of a week: %s', (_, rest, share) => {
  const { expectedMicros, maximumMicros } = estimateMonth(flat, book(rest));
  expect(expectedMicros).toBe(Math.round(MONTH_HOURS * designPerHour(flat, book(rest)) * (1 - share / 2)));
  expect(maximumMicros).toBe(expectedMicros);
});

it('the week has each hour of each weekday once, also by the clock of the book', () => {
  const nights = book(at('20:00', '08:00', [1, 2, 3, 4, 5, 6, 7]));
  const hours = Array.from({ length: 168 }, (_, n) => TYPICAL_WEEK.start + n * 3_600_000);
  expect(hours.at(-1)).toBe(TYPICAL_WEEK.end - 3_600_000);
  expect(hours.filter((hour) => bandAt(nights, hour) !== null)).toHaveLength(84);
});
