import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METER_NAMES } from '../metering/index.ts';
import { HOUR } from '../time/index.ts';
import { bandAt, PRICE_UNITS, priceBook, rate, type PriceBook } from './index.ts';

const BOOK = priceBook.parse({
  name: 'test',
  currency: 'EUR',
  prices: [],
  used: [{ meter: 'cpu.used', perUnitMicros: 4000 }],
  zone: 'Europe/Berlin',
  bands: [
    { name: 'weekend', weekdays: [6, 7], from: '00:00', to: '00:00', factorMilli: 600 },
    { name: 'night', weekdays: [1, 2, 3, 4, 5], from: '20:00', to: '08:00', factorMilli: 700 },
  ],
  grades: [
    { grade: 2, factorMilli: 900 },
    { grade: 3, factorMilli: 1250 },
  ],
  factorsOn: ['machine.reserved', 'cpu.used'],
});
const bandOf = (instant: string, book: PriceBook = BOOK) =>
  bandAt(book, Date.parse(instant))?.name ?? 'base price';

describe('the band of an hour is that of its start, as wall time in the zone of the book', () => {
  it.each([
    // UTC instant, wall time in Berlin, band
    ['2027-01-11T06:00Z', 'Monday 07:00', 'base price'], // Sunday is no weekday of the night
    ['2027-01-11T07:00Z', 'Monday 08:00', 'base price'],
    ['2027-01-11T18:59Z', 'Monday 19:59, an hour that began at 19:00', 'base price'],
    ['2027-01-11T19:00Z', 'Monday 20:00', 'night'],
    ['2027-01-11T23:00Z', 'Tuesday 00:00', 'night'],
    ['2027-01-12T06:00Z', 'Tuesday 07:00', 'night'],
    ['2027-01-12T07:00Z', 'Tuesday 08:00', 'base price'],
    ['2027-01-15T22:00Z', 'Friday 23:00', 'night'],
    ['2027-01-15T23:00Z', 'Saturday 00:00: the first band that holds it', 'weekend'],
    ['2027-01-17T22:00Z', 'Sunday 23:00', 'weekend'],
    ['2027-01-17T23:00Z', 'Monday 00:00', 'base price'],
    ['2027-07-12T18:00Z', 'Monday 20:00 in summer', 'night'],
    ['2027-07-12T17:00Z', 'Monday 19:00 in summer', 'base price'],
  ])('%s, %s: %s', (instant, _, expected) => {
    expect(bandOf(instant)).toBe(expected);
  });

  it.each([
    // The clocks of Berlin go forward on 28 March 2027 at 01:00 UTC, and back on 31 October.
    ['has an hour less in spring', '2027-03-26T12:00Z', 47],
    ['has an hour more in autumn', '2027-10-29T12:00Z', 49],
    ['has 48 hours else', '2027-06-11T12:00Z', 48],
  ])('a weekend %s', (_, friday, expected) => {
    const hours = Array.from({ length: 80 }, (_, n) => bandAt(BOOK, Date.parse(friday) + n * HOUR)?.name);
    expect(hours.filter((name) => name === 'weekend')).toHaveLength(expected);
  });

  it.each([
    ['spring', '2027-03-27T12:00Z', 11],
    ['autumn', '2027-10-30T12:00Z', 13],
  ])('a night of clocks that change in %s', (_, saturday, expected) => {
    const night = { name: 'night', weekdays: [6], from: '20:00', to: '08:00', factorMilli: 700 };
    const book = { ...BOOK, bands: [night] };
    const hours = Array.from({ length: 40 }, (_, n) => bandAt(book, Date.parse(saturday) + n * HOUR)?.name);
    expect(hours.filter((name) => name === 'night')).toHaveLength(expected);
  });
});

describe('a price book is refused', () => {
  const { bands } = BOOK;
  it.each([
    ['where a band begins within an hour', { bands: [{ ...bands[0], from: '20:30' }] }],
    ['where a band ends at an hour that is none', { bands: [{ ...bands[0], to: '24:00' }] }],
    ['where a band has no day', { bands: [{ ...bands[0], weekdays: [] }] }],
    ['where its zone is unknown', { zone: 'Europe/Atlantis' }],
    ['where its zone is half an hour off', { zone: 'Asia/Kolkata' }],
    ['where its zone is half an hour off in summer alone', { zone: 'Australia/Lord_Howe' }],
    ['where a factor is negative', { grades: [{ grade: 1, factorMilli: -1 }] }],
    [
      'where a used price is on a reserved meter',
      { used: [{ meter: 'machine.reserved', perUnitMicros: 1 }] },
    ],
  ])('%s', (_, wrong) => {
    expect(priceBook.safeParse({ ...BOOK, ...wrong }).success).toBe(false);
  });

  it('not for being from before there were factors: it has none', () => {
    const old = priceBook.parse({ name: 'old', currency: 'EUR', prices: [] });
    expect(bandOf('2027-01-16T12:00Z', old)).toBe('base price');
  });
});

describe('rate', () => {
  const [DAY, NIGHT] = [Date.parse('2027-01-11T12:00Z'), Date.parse('2027-01-11T21:00Z')];
  it.each([
    // meter, bucket, grade, quantity, unit price, amount
    ['machine.reserved', DAY, null, 3600, 100_001, 100_001],
    ['machine.reserved', DAY, null, 1800, 100_001, 50_000], // 50,000.5 goes to the even 50,000
    ['machine.reserved', DAY, null, 1800, 100_003, 50_002], // 50,001.5 goes to the even 50,002
    ['machine.reserved', DAY, 3, 3600, 1000, 1250],
    ['machine.reserved', DAY, 7, 3600, 1000, 1000], // a grade that the book does not list
    ['machine.reserved', NIGHT, null, 3600, 1000, 700],
    ['machine.reserved', NIGHT, 2, 3600, 1000, 630],
    ['machine.reserved', NIGHT, 2, 3600, 5, 3], // 3.15, rounded once: 5 x 0.7 = 3.5 alone would go to 4, and 3.6 to 4
    ['licence.reserved', NIGHT, 2, 3600, 1000, 1000], // not among the meters that factors bear on
    ['cpu.used', DAY, null, 1_800_000, 4000, 2000],
    ['cpu.used', NIGHT, 3, 3_600_000, 4000, 3500],
    ['memory.used', DAY, null, 1024 * 3600 * 2, 600, 1200],
    ['traffic.used', DAY, null, 1_500_000_000, 20_000, 30_000],
    ['cpu.used', DAY, null, 0, 4000, 0],
  ] as const)(
    '%s at %d on grade %s: %d at %d are %d',
    (meter, bucket, grade, quantity, perUnit, expected) => {
      expect(rate({ meter, bucket, quantity }, perUnit, BOOK, { grade }).amountMicros).toBe(expected);
    },
  );

  it('MTR-2: what it says it came from gives its amount again, with one rounding', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...METER_NAMES),
        fc.integer({ min: 0, max: 2000 }),
        fc.nat({ max: 4_000_000 }),
        fc.nat({ max: 2_000_000 }),
        fc.constantFrom(null, 1, 2, 3),
        (meter, hour, quantity, perUnit, grade) => {
          const rated = rate({ meter, bucket: NIGHT + hour * HOUR, quantity }, perUnit, BOOK, { grade });
          // An exact fraction of whole numbers, compared without dividing: at most half a micro-unit away.
          const exact = [quantity, rated.perUnitMicros, rated.bandMilli, rated.gradeMilli].reduce(
            (product, one) => product * BigInt(one),
            1n,
          );
          const unit = BigInt(PRICE_UNITS[meter].quantity) * 1_000_000n;
          const off = exact - BigInt(rated.amountMicros) * unit;
          expect((off < 0n ? -off : off) * 2n <= unit).toBe(true);
        },
      ),
      { seed: 82, numRuns: 500 },
    );
  });
});
