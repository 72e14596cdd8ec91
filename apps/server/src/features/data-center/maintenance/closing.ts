import type { Vector } from '@patchbay/catalog';
import type { Interval } from '@patchbay/engine/time';

interface Taken {
  readonly during: Interval;
  readonly vector: Vector;
}

/**
 * Claims of a host with those that its closures stand for: whatever is left of its capacity at each instant of a closure is taken.
 * More than that is not, so that what is still there beside a closure does not make a host look overdrawn.
 */
export function withClosures(
  capacity: Vector,
  claims: readonly Taken[],
  closures: readonly { readonly during: Interval }[],
): readonly Taken[] {
  if (closures.length === 0) return claims;
  return [...claims, ...closures.flatMap(({ during }) => rests(capacity, claims, during))];
}

/** What is left, from each change of what is taken to the next. */
function rests(capacity: Vector, claims: readonly Taken[], { start, end }: Interval): Taken[] {
  const inside = claims.filter(({ during }) => during.start < end && during.end > start);
  const changes = inside.flatMap(({ during }) => [during.start, during.end]);
  const at = [...new Set([start, end, ...changes.filter((each) => each > start && each < end)])].toSorted(
    (a, b) => a - b,
  );
  return at.slice(0, -1).map((from, n) => {
    const there = inside.filter(({ during }) => during.start <= from && during.end > from);
    const left = (of: keyof Vector) =>
      Math.max(0, capacity[of] - there.reduce((sum, { vector }) => sum + vector[of], 0));
    return {
      during: { start: from, end: at[n + 1] ?? end },
      vector: {
        cpuMilli: left('cpuMilli'),
        memoryMiB: left('memoryMiB'),
        diskMiB: left('diskMiB'),
        gpu: left('gpu'),
      },
    };
  });
}
