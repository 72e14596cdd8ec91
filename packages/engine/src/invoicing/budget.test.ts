import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertsDue, budget, capLine, capOf, DEFAULT_BUDGET, type Budget } from './index.ts';

const BUDGET: Budget = { amountMicros: 1000, alerts: [50, 80, 100], hardCap: true };

it('a channel has a budget, all alerts and a hard cap from its first day', () => {
  expect(budget.parse(DEFAULT_BUDGET)).toEqual(DEFAULT_BUDGET);
  expect(capOf(DEFAULT_BUDGET)).toBe(DEFAULT_BUDGET.amountMicros);
});

describe('capLine', () => {
  it.each([
    // spent, hard cap, line
    [999, true, 0],
    [1000, true, 0],
    [1001, true, -1],
    [5000, true, -4000],
    [5000, false, 0],
    [-20, true, 0],
  ])('%d spent of 1000, hard cap %s: %d', (spent, hardCap, expected) => {
    expect(capLine(spent, { ...BUDGET, hardCap })).toBe(expected);
  });

  it('charges never exceed the cap, at any instant, and in any order come to the same', () => {
    const charges = fc.array(fc.nat({ max: 400 }), { maxLength: 40 });
    fc.assert(
      fc.property(charges, fc.nat({ max: 5000 }), (charges, amountMicros) => {
        const limit = { ...BUDGET, amountMicros };
        const settle = (list: readonly number[]) => {
          let spent = 0;
          for (const charge of list) {
            spent += charge;
            spent += capLine(spent, limit);
            expect(spent).toBeLessThanOrEqual(amountMicros);
          }
          return spent;
        };
        const gross = charges.reduce((sum, charge) => sum + charge, 0);
        expect(settle(charges)).toBe(Math.min(gross, amountMicros));
        expect(settle(charges.toReversed())).toBe(Math.min(gross, amountMicros));
      }),
      { seed: 95, numRuns: 500 },
    );
  });
});

describe('alerts', () => {
  it.each([
    // spent, alerts that are set, sent before, due now
    [0, [50, 80, 100], [], []],
    [499, [50, 80, 100], [], []],
    [500, [50, 80, 100], [], [50]],
    [500, [50, 80, 100], [50], []],
    [1000, [50, 80, 100], [50], [80, 100]],
    [1000, [80], [], [80]],
    [1200, [50, 80, 100], [50, 80, 100], []],
  ] as const)('%d of 1000 with %j, sent %j: %j', (spent, alerts, sent, expected) => {
    expect(alertsDue(spent, { ...BUDGET, alerts: [...alerts] }, sent)).toEqual(expected);
  });

  it('nothing spent of nothing is no alert', () => {
    expect(alertsDue(0, { ...BUDGET, amountMicros: 0 }, [])).toEqual([]);
  });
});
