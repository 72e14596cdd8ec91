import { expect, test } from 'vitest';
import { bytes, gibibytes, mebibytes, megabits } from './quantity.ts';

test.each([
  [mebibytes(0), '0 GiB'],
  [mebibytes(256), '256 MiB'],
  [mebibytes(1536), '1.5 GiB'],
  [gibibytes(2000), '2\u00a0000 GiB'],
  [megabits(100), '100 Mbit/s'],
  [megabits(1000), '1 Gbit/s'],
  [bytes(3_400_000), '3.4 MB'],
])('%s', (text, expected) => expect(text).toBe(expected));
