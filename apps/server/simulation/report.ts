import type { Outcome } from './run.ts';

/** What somebody needs who wants to know why a run failed. */
export function report({ seed, days, violations, last }: Outcome): string {
  return [
    ...violations.map(({ invariant, what }) => `${invariant} does not hold: ${what}`),
    `The last of what happened in seed ${seed}:`,
    ...last,
    `Again, with all of it: npm run soak -- simulation --seed ${seed} ${days === 0 ? '--rack' : `--days ${days}`} --print`,
  ].join('\n');
}
