import type { Host } from '../../api/types.ts';

type Claim = Host['claims'][number];

/** Claims in lanes, so that none is drawn on another: each in the first lane that is free by its start. */
export function claimLanes(claims: readonly Claim[]): Claim[][] {
  const lanes: Claim[][] = [];
  for (const claim of claims.toSorted((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const free = lanes.find((lane) => endOf(lane) <= Date.parse(claim.start));
    if (free) free.push(claim);
    else lanes.push([claim]);
  }
  return lanes;
}

function endOf(lane: readonly Claim[]): number {
  return Math.max(...lane.map(({ end }) => Date.parse(end)));
}
