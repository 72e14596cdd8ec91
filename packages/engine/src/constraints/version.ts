import type { Requirement, Version } from '@patchbay/catalog';

/** Negative when `a` is before `b`: number by number, and what is not said counts as zero, so that `8` is `8.0`. */
export function compareVersions(a: Version, b: Version): number {
  const [first, second] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let n = 0; n < Math.max(first.length, second.length); n += 1) {
    const difference = (first[n] ?? 0) - (second[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a version is one that a requirement takes; what has none is taken by requirements that do not ask for one. */
export function isWithin(
  offered: Version | undefined,
  { atLeast, below }: Pick<Requirement, 'atLeast' | 'below'>,
): boolean {
  if (atLeast === undefined && below === undefined) return true;
  if (offered === undefined) return false;
  return (
    (atLeast === undefined || compareVersions(offered, atLeast) >= 0) &&
    (below === undefined || compareVersions(offered, below) < 0)
  );
}

/** A range in a few characters: `11 and later`, `8 to before 22`, `before 1.4`; empty where any version will do. */
export function rangeText({ atLeast, below }: Pick<Requirement, 'atLeast' | 'below'>): string {
  if (atLeast !== undefined)
    return below === undefined ? `${atLeast} and later` : `${atLeast} to before ${below}`;
  return below === undefined ? '' : `before ${below}`;
}
