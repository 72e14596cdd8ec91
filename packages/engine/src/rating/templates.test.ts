import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { abstraction, design, minutes } from '../../test/builders.ts';
import { readFlat, withAbstractions } from '../design/index.ts';
import { reservedUsage } from '../metering/index.ts';
import { hourBuckets } from '../time/index.ts';
import { designPerHour, estimateSlot, priceBook, rateRecord } from './index.ts';

const BOOK = priceBook.parse({
  name: 'test',
  currency: 'EUR',
  prices: [
    { type: 'x86-pc', meter: 'machine.reserved', perHourMicros: 100_000, perProperty: [] },
    { type: 'windows-98', meter: 'licence.reserved', perHourMicros: 30_000, perProperty: [] },
  ],
});

const desk = { ...abstraction('desk', { pc: { type: 'x86-pc' } }), pricePerHourMicros: 7000 };
/** Two desks and a machine of its own, at a price of its own. */
const office = {
  ...abstraction('office', { desks: { type: 'desk', count: 2 }, own: { type: 'x86-pc' } }),
  pricePerHourMicros: 500,
};
/** On a system, priced for each copy. */
const kit = { ...abstraction('kit', { word: { type: 'wordperfect-8' } }), pricePerHourMicros: 11 };
const free = abstraction('free', { pc: { type: 'x86-pc' } });
const catalog = withAbstractions(shippedCatalog, [desk, office, kit, free]);

const DESIGNS = [
  ['none', design().part('m', 'x86-pc'), []],
  ['without a price of its own', design().part('a', 'free'), []],
  ['one', design().part('a', 'desk'), [['c-a', 1, 7000]]],
  ['copies of one', design().part('a', 'desk', { count: 3 }), [['c-a', 3, 7000]]],
  [
    'one within another, each at its own price',
    design().part('a', 'office', { count: 2 }),
    [
      ['c-a', 2, 500],
      ['c-a.0', 4, 7000],
    ],
  ],
  [
    'one on every copy of a system',
    design()
      .part('m', 'x86-pc', { count: 3 })
      .part('o', 'windows-98', { on: 'm' })
      .part('k', 'kit', { on: 'o' }),
    [['c-k', 3, 11]],
  ],
] as const;

describe('templates with a price of their own', () => {
  it.each(DESIGNS)('%s', (_, drawn, expected) => {
    const { templates } = readFlat(drawn.document, catalog);
    expect(
      templates.map(({ component, copies, perHourMicros }) => [component, copies, perHourMicros]),
    ).toEqual(expected);
  });

  it.each(DESIGNS)('MTR-2, %s: the estimate is what its usage is rated at', (_, drawn) => {
    const model = readFlat(drawn.document, catalog);
    const slot = minutes(15, 200);
    const charges = hourBuckets(slot).flatMap((piece) =>
      reservedUsage(model, piece).map(({ component, meter, quantity }) => {
        const record = { component, meter, bucket: piece.start, quantity };
        return rateRecord(record, model, BOOK, { grade: null }).amountMicros;
      }),
    );
    expect(charges.reduce((a, b) => a + b, 0)).toBe(estimateSlot(model, BOOK, slot).reservedMicros);
  });

  it('add their price to that of the parts in them', () => {
    const perHour = (type: string) =>
      designPerHour(readFlat(design().part('a', type).document, catalog), BOOK);
    expect([perHour('free'), perHour('desk'), perHour('office')]).toEqual([
      100_000,
      107_000,
      3 * 100_000 + 2 * 7000 + 500,
    ]);
  });
});
