import type { Measured } from '../../metrics.ts';

/** Codes with which the server failed, rather than refused. */
const FAILED = new Set(['INTERNAL', 'UNAVAILABLE']);

export const isFailure = (outcome: string) => FAILED.has(outcome);

export function countOf(all: readonly Measured[], which: (outcome: string) => boolean = () => true): number {
  return all.reduce((sum, { outcome, count }) => sum + (which(outcome) ? count : 0), 0);
}

/** In milliseconds; null before anything was measured. */
export function meanMs(all: readonly Measured[]): number | null {
  const count = countOf(all);
  return count === 0
    ? null
    : Math.round((1_000_000 * all.reduce((sum, one) => sum + one.seconds, 0)) / count) / 1000;
}

/** The least bound that was counted for within which a share of all lies; null beyond the largest of them, or before anything was measured. */
export function withinMs(all: readonly Measured[], share: number): number | null {
  const wanted = share * countOf(all);
  if (wanted === 0) return null;
  const bounds = [...new Set(all.flatMap(({ within }) => within.map(({ seconds }) => seconds)))].toSorted(
    (a, b) => a - b,
  );
  const reached = (bound: number) =>
    all.reduce((sum, { within }) => sum + (within.find(({ seconds }) => seconds === bound)?.count ?? 0), 0);
  const bound = bounds.find((one) => reached(one) >= wanted);
  return bound === undefined ? null : bound * 1000;
}
