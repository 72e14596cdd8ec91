import { shippedCatalog } from '@patchbay/catalog';
import { reservedMeter } from '@patchbay/engine/metering';
import { priceBook } from '@patchbay/engine/rating';
import { expect, it } from 'vitest';
import { shippedPriceBook } from './price-book.ts';

const { types } = shippedCatalog;
const { prices } = shippedPriceBook;

it('is a price book', () => {
  expect(priceBook.parse(shippedPriceBook)).toEqual(shippedPriceBook);
});

/** Free on purpose: systems and software that no licence is needed for. */
const free = types.filter((type) => reservedMeter(type) === null);

it('has one price for every type but free systems and software', () => {
  expect(free.every(({ layer }) => layer === 'os' || layer === 'software')).toBe(true);
  const priced = types.filter((type) => !free.includes(type)).map(({ id }) => id);
  expect(prices.map(({ type }) => type).sort()).toEqual(priced.sort());
});

it.each(prices)('$type: on the meter that counts it, and of properties that it has', (price) => {
  const type = types.find(({ id }) => id === price.type);
  expect(type && reservedMeter(type)).toBe(price.meter);
  const properties = new Set(type?.properties.map(({ name }) => name));
  expect(price.perProperty.filter(({ property }) => !properties.has(property))).toEqual([]);
  expect(price.perHourMicros).toBeGreaterThan(0);
});
