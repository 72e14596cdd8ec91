import fc from 'fast-check';
import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design, START } from '../../test/builders.ts';
import { readDesign, type DesignModel } from '../design/index.ts';
import { reservedUsage, rollUp } from '../metering/index.ts';
import { priceBook, rateRecord, type PriceBook } from '../rating/index.ts';
import { HOUR, intersect, MINUTE, SECOND, utcMonth, type Instant } from '../time/index.ts';
import { capInstant, forecast, type Uncharged } from './index.ts';

const BOOK = priceBook.parse({
  name: 'test',
  currency: 'EUR',
  prices: [
    { type: 'x86-pc', meter: 'machine.reserved', perHourMicros: 100_001, perProperty: [] },
    { type: 'windows-98', meter: 'licence.reserved', perHourMicros: 33_333, perProperty: [] },
    { type: 'switch-64', meter: 'network.reserved', perHourMicros: 7, perProperty: [] },
  ],
  bands: [{ name: 'night', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00', factorMilli: 700 }],
  factorsOn: ['machine.reserved'],
});
const FLAT = { ...BOOK, bands: [] };
const pc = design().part('m', 'x86-pc').model;

function slot(model: DesignModel, from: number, length: number, book: PriceBook = FLAT): Uncharged {
  const start = START + from * MINUTE;
  return { model, book, grade: null, during: { start, end: start + length * MINUTE } };
}

/** What is charged for reserved time up to an instant, in one month: record by record, the way usage becomes charges. */
function chargedUpTo(slots: readonly Uncharged[], at: Instant, month: string): number {
  return slots
    .flatMap(({ during, model, book, grade }) => {
      const past = intersect(during, { start: 0, end: at });
      if (!past) return [];
      // Hour by hour, as a slot is metered.
      const hours = rollUp(past, 1).map(({ bucket }) => bucket);
      return hours.flatMap((bucket) => {
        const piece = intersect(past, { start: bucket, end: bucket + HOUR });
        if (!piece || utcMonth(bucket).name !== month) return [];
        return reservedUsage(model, piece).map((usage) =>
          rateRecord({ ...usage, bucket }, model, book, { grade }),
        );
      });
    })
    .reduce((sum, { amountMicros }) => sum + amountMicros, 0);
}

describe('capInstant', () => {
  it.each([
    // left of this month, of later ones; minutes after START
    ['never, where all of it is within', 200_002, 0, null],
    ['in the middle of an hour', 150_001, 0, 90],
    ['at the end of an hour that just fits', 100_001, 0, 60],
    ['at once, where nothing is left', 0, 0, 0],
  ])('%s', (_, firstMicros, laterMicros, expected) => {
    const found = capInstant([slot(pc, 0, 120)], { firstMicros, laterMicros });
    expect(found === null ? null : (found - START) / MINUTE).toBe(expected);
  });

  it('what costs nothing never reaches it', () => {
    const free = slot(design().part('m', 'printer').model, 0, 600);
    expect(capInstant([free], { firstMicros: 0, laterMicros: 0 })).toBe(null);
  });

  it('a new month starts anew', () => {
    const end = utcMonth(START).end;
    const over = { ...slot(pc, 0, 0), during: { start: end - HOUR, end: end + 3 * HOUR } };
    expect(capInstant([over], { firstMicros: 100_001, laterMicros: 150_001 })).toBe(end + 90 * MINUTE);
  });

  it('charges of what runs never exceed the cap, and not a second is taken away that would have fitted', () => {
    const one = fc.record({
      pcs: fc.integer({ min: 1, max: 3 }),
      licensed: fc.boolean(),
      from: fc.integer({ min: 0, max: 3000 }),
      length: fc.integer({ min: 5, max: 3000 }),
      book: fc.constantFrom(FLAT, BOOK),
    });
    const left = fc.nat({ max: 6_000_000 });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), left, (wishes, firstMicros) => {
        const slots = wishes.map(({ pcs, licensed, from, length, book }) => {
          let built = design().part('m', 'x86-pc', { count: pcs }).part('n', 'switch-64');
          if (licensed) built = built.part('o', 'windows-98', { on: 'm' });
          return slot(readDesign(built.document, shippedCatalog), from, length, book);
        });
        const month = utcMonth(START).name;
        const charged = (at: Instant) => chargedUpTo(slots, at, month);
        const found = capInstant(slots, { firstMicros, laterMicros: 0 });
        const end = Math.max(...slots.map(({ during }) => during.end));
        const last = found ?? end;
        expect(charged(last)).toBeLessThanOrEqual(firstMicros);
        expect(charged(last + SECOND) > firstMicros).toBe(found !== null);
      }),
      { seed: 96, numRuns: 150 },
    );
  });
});

describe('forecast', () => {
  const month = utcMonth(START);
  const charged = { chargedMicros: 1000, soFarMicros: 500, capMicros: null };

  it('is what is charged, what is not charged yet and what is still ahead in this month', () => {
    const ahead = [
      slot(pc, 0, 60),
      { ...slot(pc, 0, 0), during: { start: month.end - HOUR, end: month.end + HOUR } },
    ];
    expect(forecast(charged, ahead, month)).toEqual({
      totalMicros: 1500 + 2 * 100_001,
      uncappedMicros: 1500 + 2 * 100_001,
      days: [
        { day: START - 8 * HOUR, micros: 100_001 },
        { day: month.end - 24 * HOUR, micros: 100_001 },
      ],
    });
  });

  it.each([
    // cap, total
    [50_000, 50_000],
    [900, 1000], // What is charged already stays.
    [500_000, 101_501],
  ])('with a cap of %d: %d', (capMicros, totalMicros) => {
    expect(forecast({ ...charged, capMicros }, [slot(pc, 0, 60)], month)).toMatchObject({
      totalMicros,
      uncappedMicros: 101_501,
    });
  });
});
