import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MICROS_PER_MINOR } from '../money/index.ts';
import { invoiceTotal } from './index.ts';

describe('an invoice has one rounding line', () => {
  it.each([
    // charges, sum, rounding, total in minor units
    [[], 0, 0, 0],
    [[10_000], 10_000, 0, 1],
    [[4999], 4999, -4999, 0],
    [[5000], 5000, -5000, 0],
    [[15_000], 15_000, 5000, 2],
    [[4000, 4000, 4000], 12_000, -2000, 1],
    // Rounding each line by itself would give nothing.
    [[3334, 3334, 3334], 10_002, -2, 1],
    // A correction is a line of its own.
    [[20_000, -20_000], 0, 0, 0],
    [[1000, -6001], -5001, -4999, -1],
  ])('%j', (charges, chargesMicros, roundingMicros, totalMinor) => {
    expect(invoiceTotal(charges)).toEqual({ chargesMicros, roundingMicros, totalMinor });
  });

  it('MTR-2: charges and rounding are the total, and the order of charges does not matter', () => {
    const charges = fc.array(fc.integer({ min: -1_000_000, max: 10_000_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(charges, (charges) => {
        const total = invoiceTotal(charges);
        expect(total.chargesMicros).toBe(charges.reduce((a, b) => a + b, 0));
        expect(total.chargesMicros + total.roundingMicros).toBe(total.totalMinor * MICROS_PER_MINOR);
        expect(Math.abs(total.roundingMicros)).toBeLessThanOrEqual(MICROS_PER_MINOR / 2);
        expect(invoiceTotal(charges.toReversed())).toEqual(total);
      }),
      { seed: 91, numRuns: 300 },
    );
  });
});
