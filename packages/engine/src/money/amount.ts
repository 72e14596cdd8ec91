/** Whole millionths of a currency unit: 1 EUR is 1_000_000. */
export type Micros = number;
/** Whole minor units: 1 EUR is 100. */
export type Minor = number;

export const MICROS_PER_UNIT = 1_000_000;
export const MICROS_PER_MINOR = 10_000;

/**
 * `amount * numerator / denominator` in whole numbers, rounded half to even.
 * Exact for any inputs within the safe integers; throws a RangeError when the result is not.
 */
export function scale(amount: number, numerator: number, denominator: number): number {
  return scaleBy(amount, [[numerator, denominator]]);
}

/** A factor as a fraction of whole numbers; the denominator is positive. */
export type Ratio = readonly [numerator: number, denominator: number];

/** `amount` times every factor, exactly, and rounded half to even once, at the end. Throws a RangeError like `scale`. */
export function scaleBy(amount: number, factors: readonly Ratio[]): number {
  let [numerator, denominator] = [BigInt(amount), 1n];
  for (const [times, by] of factors) {
    if (by <= 0) throw new RangeError('scale: every denominator must be positive');
    numerator *= BigInt(times);
    denominator *= BigInt(by);
  }
  const result = Number(divideHalfEven(numerator, denominator));
  if (!Number.isSafeInteger(result)) throw new RangeError('scale: the result is not a safe integer');
  return result;
}

/** Splits micro-units into minor units, rounded half to even, and the rounding that was needed to get there. */
export function toMinor(micros: Micros): { minor: Minor; roundingMicros: Micros } {
  const minor = Number(divideHalfEven(BigInt(micros), BigInt(MICROS_PER_MINOR)));
  return { minor, roundingMicros: minor * MICROS_PER_MINOR - micros };
}

/**
 * Splits `total`, which may be negative, over `weights` of zero or more, so that the parts sum to `total` exactly
 * (largest remainder, ties by position). All-zero weights give everything to the first part.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n);
  if (weights.length === 0) return [];
  if (sum === 0n) return weights.map((_, i) => (i === 0 ? total : 0));
  const sign = total < 0 ? -1 : 1;
  const shares = weights.map((weight, i) => {
    const product = BigInt(Math.abs(total)) * BigInt(weight);
    return { i, whole: product / sum, rest: product % sum };
  });
  const whole = shares.reduce((a, share) => a + share.whole, 0n);
  const left = Math.abs(total) - Number(whole);
  const ranked = [...shares].sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  const raised = new Set(ranked.slice(0, left).map(({ i }) => i));
  return shares.map(({ i, whole }) => {
    const part = Number(whole) + (raised.has(i) ? 1 : 0);
    return part === 0 ? 0 : sign * part;
  });
}

function divideHalfEven(a: bigint, b: bigint): bigint {
  const negative = a < 0n;
  const abs = negative ? -a : a;
  const quotient = abs / b;
  const twice = (abs % b) * 2n;
  const up = twice > b || (twice === b && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}
