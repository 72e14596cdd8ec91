import { describe, expect, it } from 'vitest';
import { report } from './report.ts';
import { simulate } from './run.ts';

const DAYS = 4;

describe('a world that runs as its seed decides', () => {
  it('happens the same way twice, to the last statement, and keeps its promises', async () => {
    const [one, again] = [await simulate({ seed: 42, days: DAYS }), await simulate({ seed: 42, days: DAYS })];
    // What is printed is all that somebody needs who looks into it.
    if (one.violations.length > 0) throw new Error(report(one));
    expect(one.statements).toBeGreaterThan(1000);
    expect(one.faults.size).toBeGreaterThan(0);
    expect(one.states).toEqual(expect.arrayContaining(['starting', 'running', 'ending', 'ended']));
    expect(again.hash).toBe(one.hash);
  });
});
