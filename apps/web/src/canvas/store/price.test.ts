import { designPerHour, priceBook } from '@patchbay/engine/rating';
import { describe, expect, it } from 'vitest';
import { model, part, seeded } from '../test/designs.ts';
import { hourTexts, pricesWithHosted } from './price.ts';

const next = seeded(9);
const below = (most: number) => Math.floor(next() * most);
/** Millionths of the currency in a text such as `0.0644 €/h`, or nothing for what is free. */
const shownIn = (text: string) => Math.round(Number(/[\d.]+/.exec(text)?.[0] ?? 0) * 1_000_000);
const sumOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + shownIn(text), 0);

describe('prices of a list', () => {
  it('add up to their sum as both are shown, each is rounded by itself', () => {
    for (let run = 0; run < 500; run += 1) {
      const prices = Array.from({ length: below(14) }, () => (below(4) === 0 ? 0 : below(900_000)));
      const { rows, total } = hourTexts(prices, 'EUR');
      expect(sumOf(rows)).toBe(shownIn(total));
      const off = rows.map((text, n) => Math.abs(shownIn(text) - (prices[n] ?? 0)));
      expect(Math.max(0, ...off)).toBeLessThanOrEqual(50);
    }
  });

  it('have cents where that is exact, and what is free says so', () => {
    expect(hourTexts([30_000, 0, 60_000], 'EUR')).toEqual({
      rows: ['0.03 €/h', 'free', '0.06 €/h'],
      total: '0.09 €/h',
    });
    expect(hourTexts([30_000, 64_384], 'EUR').rows).toEqual(['0.0300 €/h', '0.0644 €/h']);
  });
});

describe('parts with everything on them', () => {
  const book = priceBook.parse({
    name: 'test',
    currency: 'EUR',
    prices: [
      { type: 'server-x86-64', meter: 'machine.reserved', perHourMicros: 64_384, perProperty: [] },
      { type: 'windows-2000', meter: 'licence.reserved', perHourMicros: 20_000, perProperty: [] },
      { type: 'navigator-4', meter: 'licence.reserved', perHourMicros: 2_000, perProperty: [] },
    ],
  });
  const drawn = model([
    part('c-m', 'server-x86-64', { count: 3 }),
    part('c-o', 'windows-2000', { host: 'c-m' }),
    part('c-s', 'navigator-4', { host: 'c-o' }),
  ]);
  const prices = (...ids: string[]) =>
    pricesWithHosted(
      drawn,
      ids.flatMap((id) => drawn.byId.get(id) ?? []),
      book,
    );

  it('cost what they and all that stands on them cost', () => {
    expect(prices('c-m')).toEqual([designPerHour(drawn, book)]);
  });

  it('count once what is one of them itself, whatever is between', () => {
    expect(prices('c-m', 'c-s')).toEqual([3 * 84_384, 6_000]);
    expect(prices('c-s', 'c-o', 'c-m')).toEqual([6_000, 60_000, 3 * 64_384]);
  });
});
