import { expect, it } from 'vitest';
import { failRack } from './rack.ts';
import { report } from './report.ts';

/** In the 18th all who look at the hosts wait for an answer that does not come, just as the rack fails. */
const SEEDS = [...Array.from({ length: 10 }, (_, n) => n + 1), 18];

it.each(SEEDS)(
  'a rack fails while 30 environments run or begin, and none is lost (seed %i)',
  async (seed) => {
    const outcome = await failRack({ seed });
    if (outcome.violations.length > 0) throw new Error(report(outcome));
    expect(outcome.hits).toBeGreaterThanOrEqual(20);
  },
);
