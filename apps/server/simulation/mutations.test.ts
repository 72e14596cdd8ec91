import { describe, expect, it } from 'vitest';
import { MUTATIONS } from './mutations/all.ts';
import { noticedIn } from './mutations/notice.ts';

describe('a mistake that is planted is noticed', () => {
  it('there are at least twenty, each with a name of its own', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(20);
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
  });

  it.each(MUTATIONS)('$name (seed $seed)', async (mutation) => {
    expect(await noticedIn(mutation, mutation.seed)).toMatchObject({ isNoticed: true });
  });
});
