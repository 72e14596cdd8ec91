import type { DesignModel } from '../design/index.ts';
import { fits, type Snapshot } from '../placement/index.ts';
import { MINUTE, overlaps, type Instant, type Interval } from '../time/index.ts';

/** How many starts are tried on each side of a slot; each is solved, not guessed (PLC-2). */
export const MAX_NEAR_STARTS = 40;

interface Around {
  /** Starts must lie in here: the day of the slot, as a rule. */
  readonly within: Interval;
  /** What the slot must not overlap: others of the same environment. */
  readonly besides: readonly Interval[];
}

/**
 * The nearest slots of the same length into which a design fits, one before the asked one and one after it; those that there
 * are, the earlier one first.
 * Room only appears where a claim ends, or before one begins, so those instants on full minutes are the starts worth trying.
 */
export function nearestSlots(
  model: DesignModel,
  snapshot: Snapshot,
  asked: Interval,
  around: Around,
): Interval[] {
  const length = asked.end - asked.start;
  const claims = claimsOf(snapshot);
  const later = [
    ...claims.map(({ end }) => Math.ceil(end / MINUTE) * MINUTE),
    ...around.besides.map(({ end }) => end),
  ].filter((start) => start > asked.start);
  const earlier = [
    ...claims.map(({ start }) => Math.floor(start / MINUTE) * MINUTE - length),
    ...around.besides.map(({ start }) => start - length),
  ].filter((start) => start < asked.start);
  const first = (starts: readonly Instant[]) =>
    [...new Set(starts)]
      .filter((start) => start >= around.within.start && start < around.within.end)
      .sort((a, b) => Math.abs(a - asked.start) - Math.abs(b - asked.start))
      .slice(0, MAX_NEAR_STARTS)
      .map((start) => ({ start, end: start + length }))
      .find((slot) => !around.besides.some((other) => overlaps(other, slot)) && fits(model, snapshot, slot));
  return [first(earlier), first(later)].filter((slot) => slot !== undefined);
}

function claimsOf({ hosts, pools }: Snapshot): Interval[] {
  const open = hosts.filter((host) => host.takesWork);
  return [...open, ...pools].flatMap((one) => one.claims.map(({ during }) => during));
}
