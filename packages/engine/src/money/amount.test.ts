import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, MICROS_PER_MINOR, scale, toMinor } from './index.ts';

describe('scale rounds half to even', () => {
  it.each([
    // amount, numerator, denominator, result
    [5, 1, 10, 0], // 0.5 goes to the even 0
    [15, 1, 10, 2], // 1.5 goes to 2
    [25, 1, 10, 2], // 2.5 goes to 2
    [35, 1, 10, 4],
    [26, 1, 10, 3],
    [24, 1, 10, 2],
    [-5, 1, 10, 0],
    [-15, 1, 10, -2],
    [-25, 1, 10, -2],
    [-26, 1, 10, -3],
    [7, 0, 3, 0],
    [1_000_000, 1800, 3600, 500_000],
    [1, 1800, 3600, 0],
    [3, 1800, 3600, 2],
    // Exact where the product leaves the doubles.
    [Number.MAX_SAFE_INTEGER, 3600, 3600, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER, 2, 3, 6_004_799_503_160_661],
  ])('%d x %d / %d = %d', (amount, numerator, denominator, result) => {
    expect(scale(amount, numerator, denominator)).toBe(result);
  });

  it.each([0, -1])('a denominator of %d is refused', (denominator) => {
    expect(() => scale(1, 1, denominator)).toThrow(RangeError);
  });

  it('a result that no safe integer can hold is refused, not rounded', () => {
    expect(() => scale(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError);
  });
});

describe('toMinor', () => {
  it.each([
    // micros, minor, rounding line
    [0, 0, 0],
    [4999, 0, -4999],
    [5000, 0, -5000],
    [5001, 1, 4999],
    [10_000, 1, 0],
    [15_000, 2, 5000],
    [25_000, 2, -5000],
    [-15_000, -2, -5000],
    [-4999, 0, 4999],
    [1_234_567, 123, -4567],
  ])('%d micro-units are %d and a rounding of %d', (micros, minor, roundingMicros) => {
    expect(toMinor(micros)).toEqual({ minor, roundingMicros });
  });

  it('MTR-2: micro-units and rounding are the minor units, and rounding is at most half of one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (micros) => {
        const { minor, roundingMicros } = toMinor(micros);
        expect(micros + roundingMicros).toBe(minor * MICROS_PER_MINOR);
        expect(Math.abs(roundingMicros)).toBeLessThanOrEqual(MICROS_PER_MINOR / 2);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

describe('allocate splits without loss', () => {
  it.each([
    // total, weights, parts
    [10, [1, 1, 1], [4, 3, 3]],
    [100, [50, 50], [50, 50]],
    [7, [1, 2, 4], [1, 2, 4]],
    [1, [1, 1], [1, 0]],
    [5, [0, 1], [0, 5]],
    [5, [0, 0], [5, 0]],
    [5, [3], [5]],
    [5, [], []],
    [0, [1, 2], [0, 0]],
    [-10, [1, 1, 1], [-4, -3, -3]],
  ])('%d over %j is %j', (total, weights, parts) => {
    expect(allocate(total, weights)).toEqual(parts);
  });

  it('the parts sum to the total exactly, and none is further than one from its share', () => {
    const weights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, (total, weights) => {
        const parts = allocate(total, weights);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        const sum = weights.reduce((a, b) => a + b, 0);
        if (sum === 0) return;
        for (const [i, part] of parts.entries())
          expect(Math.abs(part - (total * (weights[i] ?? 0)) / sum)).toBeLessThan(1 + 1e-3);
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
