import { describe, expect, it } from 'vitest';
import { MUTATIONS } from './mutations/all.ts';
import { noticedIn } from './mutations/notice.ts';

const SEEDS = 20;

/** The one that is named comes first: any change of the product may shift what happens in a seed. */
const seedsFrom = (first: number) => Array.from({ length: SEEDS }, (_, n) => ((first - 1 + n) % SEEDS) + 1);

describe('a mistake that is planted is noticed within twenty seeds', () => {
  it('there are at least twenty, each with a name of its own', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
  });

  it.each(MUTATIONS)('$name (seed $seed)', async (mutation) => {
    for (const seed of seedsFrom(mutation.seed)) {
      const { isNoticed, broken } = await noticedIn(mutation, seed);
      if (broken.length === 0) continue;
      expect({ seed, isNoticed, broken }).toMatchObject({ isNoticed: true });
      return;
    }
    expect.fail(`nothing was noticed in ${SEEDS} seeds`);
  });
});
