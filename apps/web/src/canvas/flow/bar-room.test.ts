import { expect, it } from 'vitest';
import { specFits } from './bar-room.ts';

const use = '4/24 ports';
it.each([
  ['a short name in the narrowest bar', 376, 'LAN', true],
  ['a long name in the narrowest bar', 376, 'Server network of the office', false],
  ['a long name in a wide bar', 620, 'Server network of the office', true],
])('%s leaves room for the bandwidth, or none', (_, width, name, fits) => {
  expect(specFits(width, { name, spec: '1 Gbit/s', price: '0.01 €/h', use })).toBe(fits);
});
