import { expect, it } from 'vitest';
import { FAULTS } from './faults/storm.ts';
import { report } from './report.ts';
import { simulate, type Outcome } from './run.ts';

/** Each fault is in one of any eight seeds in a row, at least. */
const SEEDS = Array.from({ length: 15 }, (_, n) => n + 1);
const DAYS = 25;
const DAYS_OF_A_YEAR = 365;
const outcomes: Outcome[] = [];

it.each(SEEDS)(`${DAYS} days of a world keep every promise (seed %i)`, async (seed) => {
  const outcome = await simulate({ seed, days: DAYS });
  // What is printed is all that somebody needs who looks into it.
  expect(outcome.violations.length === 0 ? '' : report(outcome)).toBe('');
  outcomes.push(outcome);
});

it('they come to a year at least, and everything that can go wrong does', () => {
  const passed = outcomes.reduce((sum, { days }) => sum + days, 0);
  console.log(`${passed} simulated days, and nothing broke`);
  expect(passed).toBeGreaterThanOrEqual(DAYS_OF_A_YEAR);
  const happened = new Set<string>(outcomes.flatMap(({ faults }) => [...faults.keys()]));
  expect(Object.keys(FAULTS).filter((fault) => !happened.has(fault))).toEqual([]);
});
