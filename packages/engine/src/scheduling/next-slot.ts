import type { DesignModel } from '../design/index.ts';
import { fits, type Snapshot } from '../placement/index.ts';
import type { Instant, Interval } from '../time/index.ts';

/** How many starts are tried at most; each is solved, not guessed (PLC-2). */
export const MAX_STARTS = 100;

/**
 * The first slot of the same length, after the asked one, into which the whole design fits.
 * Room only appears when a claim ends, so those instants, rounded up to full minutes, are the starts worth trying.
 */
export function nextSlot(
  model: DesignModel,
  snapshot: Snapshot,
  asked: Interval,
  horizonEnd: Instant,
): Interval | null {
  const length = asked.end - asked.start;
  for (const start of starts(snapshot, asked.start, horizonEnd - length)) {
    const slot = { start, end: start + length };
    if (fits(model, snapshot, slot)) return slot;
  }
  return null;
}

const MINUTE_MS = 60_000;

function starts(snapshot: Snapshot, after: Instant, latest: Instant): Instant[] {
  const open = snapshot.hosts.filter((host) => host.takesWork);
  const ends = [...open, ...snapshot.pools].flatMap((one) => one.claims.map((claim) => claim.during.end));
  const rounded = ends.map((end) => Math.ceil(end / MINUTE_MS) * MINUTE_MS);
  return [...new Set(rounded)]
    .filter((start) => start > after && start <= latest)
    .sort((a, b) => a - b)
    .slice(0, MAX_STARTS);
}
