import { expect, it } from 'vitest';
import { CLAIM_MUTATIONS } from './mutations/claims.ts';
import { simulate } from './run.ts';

const SEEDS = 20;
const DAYS = 6;

it.each(CLAIM_MUTATIONS)('is noticed within 20 seeds: $name', async (mutation) => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { violations } = await simulate({ seed, days: DAYS, mutation });
    if (violations.length === 0) continue;
    const broken = violations.map(({ invariant }) => invariant);
    expect(broken.filter((id) => mutation.breaks.includes(id))).not.toEqual([]);
    return;
  }
  expect.fail(`nothing was noticed in ${SEEDS} seeds`);
});
