import { simulate } from '../run.ts';
import type { Mutation } from './mutation.ts';

/** The first day of a world is quiet, and on the second all of its customers are at work. */
const DAYS = 2;

interface Notice {
  /** Whether something broke that was expected to. */
  readonly isNoticed: boolean;
  readonly broken: readonly string[];
}

/** What breaks in the world of one seed with a mistake in it. */
export async function noticedIn(mutation: Mutation, seed: number): Promise<Notice> {
  const { violations } = await simulate({ seed, days: mutation.days ?? DAYS, mutation });
  const broken = violations.map(({ invariant, what }) => `${invariant}: ${what}`);
  return { isNoticed: violations.some(({ invariant }) => mutation.breaks.includes(invariant)), broken };
}
