import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, minutes, START, webDesign } from '../../test/builders.ts';
import { readDesign, type Part } from '../design/index.ts';
import { reservedUsage, rollUp } from '../metering/index.ts';
import { MICROS_PER_MINOR, toMinor } from '../money/index.ts';
import { hourBuckets, MINUTE, SECOND, seconds, type Interval } from '../time/index.ts';
import { shippedCatalog } from '@patchbay/catalog';
import {
  designPerHour,
  estimateSlot,
  hourlyPrice,
  partPerHour,
  priceBook,
  rateReserved,
  type PriceBook,
} from './index.ts';

const BOOK: PriceBook = priceBook.parse({
  name: 'test',
  currency: 'EUR',
  prices: [
    {
      type: 'server-x86-64',
      meter: 'machine.reserved',
      perHourMicros: 10_000,
      perProperty: [
        { property: 'cpu', perHourMicros: 7001 },
        { property: 'memoryMiB', perHourMicros: 3 },
      ],
    },
    { type: 'x86-pc', meter: 'machine.reserved', perHourMicros: 100_001, perProperty: [] },
    { type: 'windows-98', meter: 'licence.reserved', perHourMicros: 33_333, perProperty: [] },
    // On a meter that a switch does not have: it costs nothing.
    { type: 'switch-64', meter: 'machine.reserved', perHourMicros: 999, perProperty: [] },
    {
      type: 'disk-array',
      meter: 'storage.reserved',
      perHourMicros: 0,
      perProperty: [{ property: 'capacityGiB', perHourMicros: 17 }],
    },
  ],
});

const partOf = (built: ReturnType<typeof design>, id: string) => built.model.byId.get(id) as Part;

describe('the price of an hour', () => {
  it.each([
    ['a base and so much for each unit of a property', 'server-x86-64', {}, 10_000 + 2 * 7001 + 4096 * 3],
    ['of what the component sets', 'server-x86-64', { cpu: 8, memoryMiB: 512 }, 10_000 + 8 * 7001 + 512 * 3],
    ['a base alone', 'x86-pc', { memoryMiB: 1024 }, 100_001],
    ['nothing for a price on another meter', 'switch-64', {}, 0],
    ['nothing for what the book does not list', 'internet-gateway', {}, 0],
    ['a property alone', 'disk-array', { capacityGiB: 100 }, 1700],
  ] as const)('%s', (_, type, properties, expected) => {
    expect(hourlyPrice(partOf(design().part('m', type, { properties }), 'c-m'), BOOK)?.perHourMicros).toBe(
      expected,
    );
  });

  it('free software has no meter, so no price', () => {
    expect(hourlyPrice(partOf(webDesign(), 'c-s'), BOOK)).toBeNull();
  });

  it('every copy counts, and a design is the sum of its parts', () => {
    const built = design().part('m', 'x86-pc', { count: 3 }).part('o', 'windows-98', { on: 'm' });
    expect(partPerHour(built.model, partOf(built, 'c-o'), BOOK)).toBe(3 * 33_333);
    expect(designPerHour(built.model, BOOK)).toBe(3 * 100_001 + 3 * 33_333);
  });
});

describe('rateReserved', () => {
  it.each([
    [3600, 100_001, 100_001],
    [1800, 100_001, 50_000], // 50,000.5 goes to the even 50,000
    [1800, 100_003, 50_002], // 50,001.5 goes to the even 50,002
    [1, 3600, 1],
    [1, 1799, 0],
    [0, 100_001, 0],
    [31 * 24 * 3600, 100_000, 74_400_000],
  ])('%d s at %d an hour are %d', (length, perHour, expected) => {
    expect(rateReserved(length, perHour)).toBe(expected);
  });
});

describe('estimateSlot', () => {
  const pcs = (count: number) =>
    design().part('m', 'x86-pc', { count }).part('o', 'windows-98', { on: 'm' }).model;

  it.each([
    ['one hour', 1, minutes(0, 60), 133_334],
    ['three copies', 3, minutes(0, 60), 3 * 133_334],
    ['half an hour', 1, minutes(0, 30), 50_000 + 16_666],
    ['two halves of different hours are rated one by one', 1, minutes(30, 90), 2 * (50_000 + 16_666)],
    ['an hour in one piece is not the same as in two', 1, minutes(60, 120), 133_334],
  ] as const)('%s', (_, count, slot, micros) => {
    expect(estimateSlot(pcs(count), BOOK, slot)).toEqual({ micros, minor: toMinor(micros).minor });
  });

  it('MTR-2: equals the charges of the slot, made the way usage becomes charges, to the last micro-unit', () => {
    const part = fc.record({
      type: fc.constantFrom('server-x86-64', 'x86-pc', 'disk-array', 'switch-64', 'internet-gateway'),
      count: fc.integer({ min: 1, max: 4 }),
      licensed: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 7200 }),
        fc.integer({ min: 300, max: 40_000 }),
        (parts, from, length) => {
          let built = design();
          for (const [n, { type, count, licensed }] of parts.entries()) {
            built = built.part(`m${n}`, type, { count });
            if (licensed && type === 'x86-pc') built = built.part(`o${n}`, 'windows-98', { on: `m${n}` });
          }
          const model = readDesign(built.document, shippedCatalog);
          const slot: Interval = { start: START + from * SECOND, end: START + (from + length) * SECOND };
          // Hour by hour, copy by copy: the seconds of each record at the hourly price of its part.
          const charges = hourBuckets(slot)
            .flatMap((piece) => reservedUsage(model, piece))
            .flatMap(({ component, during, quantity }) =>
              rollUp(during, quantity).map((share) => {
                const price = hourlyPrice(model.byId.get(component) as Part, BOOK);
                return rateReserved(share.quantity, price?.perHourMicros ?? 0);
              }),
            );
          const sum = charges.reduce((a, b) => a + b, 0);
          const estimate = estimateSlot(model, BOOK, slot);
          expect(estimate.micros).toBe(sum);
          expect(Math.abs(estimate.minor * MICROS_PER_MINOR - sum)).toBeLessThanOrEqual(MICROS_PER_MINOR / 2);
        },
      ),
      { seed: 81, numRuns: 200 },
    );
  });

  it('a slot that starts between two seconds is rated for whole seconds of each hour', () => {
    const slot = { start: START + 500, end: START + 60 * MINUTE + 500 };
    expect(hourBuckets(slot).map(seconds)).toEqual([3599, 0]);
    expect(estimateSlot(pcs(1), BOOK, slot).micros).toBe(
      rateReserved(3599, 100_001) + rateReserved(3599, 33_333),
    );
  });
});
