import { meterNames } from './usage.ts';

/** The base price of a book that has bands. */
const BASE = 'else';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What things will cost, before anything is booked. */
export const priceText = {
  byTime: 'Price by time of day',
  zone: (zone: string) => `Times in ${zone}. Licences cost the same at any hour.`,
  band: (name: string | null) => (name === null ? 'At other times' : capital(name)),
  month: 'A month, all day',
  monthMost: 'At most',
  monthNote: 'Reserved time and typical use in 730 hours, a twelfth of a year.',
  reserved: 'Reserved time',
  reservedIn: (band: string | null, hours: string) => `Reserved, ${band ?? BASE}, ${hours}`,
  use: 'Typical use',
  expected: 'Expected',
  fee: (months: number) =>
    months === 1 ? 'Fee of the channel for the month' : `Fee of the channel, ${months} months`,
  most: 'At most',
  mostWith: 'At most, with typical traffic',
  unbounded: (meters: readonly string[]) =>
    `${meters.join(', ')} beyond its typical use comes on top: nothing bounds it but your budget.`,
};

export const meterName = (meter: keyof typeof meterNames) => meterNames[meter];
