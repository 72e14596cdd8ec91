import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { design, minutes, START, webDesign } from '../../test/builders.ts';
import { readDesign, type Part } from '../design/index.ts';
import { reservedUsage, rollUp } from '../metering/index.ts';
import { MICROS_PER_MINOR, scale, toMinor } from '../money/index.ts';
import { hourBuckets, MINUTE, SECOND, seconds, type Interval } from '../time/index.ts';
import { shippedCatalog } from '@patchbay/catalog';
import {
  designPerHour,
  estimateSlot,
  hourlyPrice,
  partPerHour,
  priceBook,
  rateRecord,
  sumEstimates,
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

/** The same, with everything that a book can say. */
const FULL: PriceBook = {
  ...BOOK,
  zone: 'Europe/Berlin',
  used: [
    { meter: 'cpu.used', perUnitMicros: 4000 },
    { meter: 'memory.used', perUnitMicros: 600 },
    { meter: 'traffic.used', perUnitMicros: 20_000 },
  ],
  bands: [{ name: 'night', weekdays: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '08:00', factorMilli: 700 }],
  grades: [{ grade: 2, factorMilli: 900 }],
  factorsOn: ['machine.reserved', 'storage.reserved', 'cpu.used'],
};

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
    expect(estimateSlot(pcs(count), BOOK, slot)).toEqual({
      reservedMicros: micros,
      expectedMicros: micros,
      maximumMicros: micros,
      unbounded: [],
      byBand: [{ band: null, seconds: (slot.end - slot.start) / SECOND, reservedMicros: micros }],
      minor: toMinor(micros).minor,
    });
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
        fc.integer({ min: 300, max: 400_000 }),
        fc.constantFrom(null, 2, 3),
        (parts, from, length, grade) => {
          let built = design();
          for (const [n, { type, count, licensed }] of parts.entries()) {
            built = built.part(`m${n}`, type, { count });
            if (licensed && type === 'x86-pc') built = built.part(`o${n}`, 'windows-98', { on: `m${n}` });
          }
          const model = readDesign(built.document, shippedCatalog);
          const slot: Interval = { start: START + from * SECOND, end: START + (from + length) * SECOND };
          // Hour by hour, copy by copy, record by record.
          const charges = hourBuckets(slot)
            .flatMap((piece) => reservedUsage(model, piece))
            .flatMap(({ during, quantity, ...rest }) =>
              rollUp(during, quantity).map((share) =>
                rateRecord({ ...rest, ...share }, model, FULL, { grade }),
              ),
            );
          const sum = charges.reduce((total, { amountMicros }) => total + amountMicros, 0);
          const estimate = estimateSlot(model, FULL, slot, grade);
          expect(estimate.reservedMicros).toBe(sum);
          const bands = estimate.byBand.reduce((total, { reservedMicros }) => total + reservedMicros, 0);
          expect(bands).toBe(sum);
          const off = estimate.minor * MICROS_PER_MINOR - estimate.expectedMicros;
          expect(Math.abs(off)).toBeLessThanOrEqual(MICROS_PER_MINOR / 2);
          expect(estimate.maximumMicros).toBeGreaterThanOrEqual(estimate.expectedMicros);
          expect(estimate.expectedMicros).toBeGreaterThanOrEqual(sum);
        },
      ),
      { seed: 81, numRuns: 200 },
    );
  });

  it('a slot that starts between two seconds is rated for whole seconds of each hour', () => {
    const slot = { start: START + 500, end: START + 60 * MINUTE + 500 };
    expect(hourBuckets(slot).map(seconds)).toEqual([3599, 0]);
    expect(estimateSlot(pcs(1), BOOK, slot).reservedMicros).toBe(
      scale(100_001, 3599, 3600) + scale(33_333, 3599, 3600),
    );
  });

  it('is of a day and a night at their own prices', () => {
    const slot = { start: Date.parse('2027-01-11T18:30Z'), end: Date.parse('2027-01-11T20:00Z') };
    const { model } = design().part('m', 'x86-pc').part('o', 'windows-98', { on: 'm' });
    expect(estimateSlot(model, FULL, slot, 2).byBand).toEqual([
      // Half an hour of day: 100,001 x 0.9 / 2 and the licence, which no factor bears on.
      { band: null, seconds: 1800, reservedMicros: 45_000 + 16_666 },
      { band: 'night', seconds: 3600, reservedMicros: 63_001 + 33_333 },
    ]);
  });

  it('expects the typical load, at most what the machines have, and says what nothing bounds', () => {
    const { model } = design()
      .part('m', 'server-x86-64', { count: 2 })
      .part('o', 'debian-12', { on: 'm' })
      .part('a', 'apache-2-4', { on: 'o' })
      .part('n', 'switch-64')
      .join('m', 'n');
    const day = { start: Date.parse('2027-01-11T12:00Z'), end: Date.parse('2027-01-11T13:00Z') };
    const { reservedMicros, expectedMicros, maximumMicros, unbounded } = estimateSlot(model, FULL, day);
    // 0.02 + 0.25 vCPU when busy, a third of the time: 0.0945 vCPU h; 60 % of 4 GiB; 1 KiB for each vCPU-ms.
    const used = (cpu: number, memory: number) =>
      cpu + memory + Math.round((94_500 * 3.6 * 1024 * 20_000) / 1e9);
    expect(unbounded).toEqual(['traffic.used']);
    expect(expectedMicros - reservedMicros).toBe(2 * used(378, 1440));
    expect(maximumMicros - reservedMicros).toBe(2 * used(8000, 2400));
  });

  it('several slots are the sum of each, rounded to minor units once', () => {
    const slots = [minutes(0, 60), minutes(1440, 1470), minutes(2880, 2905)];
    const each = slots.map((slot) => estimateSlot(pcs(1), FULL, slot, 3));
    const sum = sumEstimates(each);
    const total = each.reduce((micros, one) => micros + one.expectedMicros, 0);
    expect(sum.expectedMicros).toBe(total);
    expect(sum.minor).toBe(toMinor(total).minor);
    expect(sum.byBand.reduce((micros, one) => micros + one.reservedMicros, 0)).toBe(sum.reservedMicros);
    expect(sum.unbounded).toEqual([]);
  });
});
