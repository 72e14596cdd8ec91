import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../time/index.ts';
import { RECOVERY, recoveryCredit } from './index.ts';

const SLOT = { start: 0, end: 2 * HOUR };
const TOTAL = 7_200_000;

describe('SLA-1: a failure is made good in a minute, or what was not delivered is credited', () => {
  it.each([
    ['within the promise', 0, 60 * SECOND, 0],
    ['a second beyond it', 0, 61 * SECOND, 61_000],
    ['an hour of two', HOUR, 2 * HOUR, TOTAL / 2],
    ['only what lies in the slot counts', -HOUR, 2 * MINUTE, 120_000],
    ['and nothing after it', 119 * MINUTE, 5 * HOUR, 0],
    ['never more than the slot costs', -HOUR, 5 * HOUR, TOTAL],
  ])('%s', (_, start, end, micros) => {
    expect(recoveryCredit(SLOT, { start, end }, TOTAL)).toBe(micros);
  });

  it('a longer downtime is never owed less, and two shares of it never more than the slot costs', () => {
    const instants = fc.array(fc.integer({ min: 0, max: SLOT.end }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 10 ** 12 }), (at, total) => {
        const [a = 0, b = 0, c = 0] = at.toSorted((x, y) => x - y);
        const whole = recoveryCredit(SLOT, { start: a, end: c }, total);
        const first = recoveryCredit(SLOT, { start: a, end: b }, total);
        const second = recoveryCredit(SLOT, { start: b, end: c }, total);
        expect(whole).toBeGreaterThanOrEqual(first);
        expect(whole).toBeLessThanOrEqual(total);
        // Each is rounded by itself.
        expect(first + second).toBeLessThanOrEqual(total + 1);
        expect(Number.isSafeInteger(whole)).toBe(true);
      }),
      { seed: 601, numRuns: 300 },
    );
  });

  it('the share that is owed is a part of the promise', () => {
    const half = { ...RECOVERY, creditMilli: 500 };
    expect(recoveryCredit(SLOT, { start: 0, end: HOUR }, TOTAL, half)).toBe(TOTAL / 4);
  });
});
