import { setImmediate } from 'node:timers/promises';
import type { DesignModel } from '@patchbay/engine/design';
import { fits } from '@patchbay/engine/placement';
import { nextSlot, SEARCH_HORIZON } from '@patchbay/engine/scheduling';
import { HOUR, MINUTE, type Instant } from '@patchbay/engine/time';
import type { App } from '../../context.ts';
import * as dataCenter from '../data-center/inventory.ts';

/** The slot that a template is looked for: so long as people try something. */
export const EXAMPLE_MS = 4 * HOUR;
/** An answer is good for this long, in world time: the page says as of when it is. */
const GOOD_MS = MINUTE;

interface Known {
  readonly at: Instant;
  readonly earliest: Instant | null;
}
const known = new Map<string, Known>();
const MOST_KNOWN = 2000;

export interface Wished {
  readonly type: string;
  readonly model: DesignModel;
}

/** When each template can start at the soonest, solved and not guessed (PLC-2); null where no start was found in the horizon. */
export async function earliestOf(
  app: App,
  wished: readonly Wished[],
  now: Instant,
): Promise<ReadonlyMap<string, Instant | null>> {
  const found = new Map<string, Instant | null>();
  for (const { type } of wished) {
    const before = known.get(type);
    if (before && before.at <= now && now - before.at < GOOD_MS) found.set(type, before.earliest);
  }
  const fresh = wished.filter(({ type }) => !found.has(type));
  if (fresh.length > 0) {
    const slot = { start: now, end: now + EXAMPLE_MS };
    const horizonEnd = slot.end + SEARCH_HORIZON;
    const seen = await app.db.platform.tx(null, (tx) => dataCenter.snapshot(tx, { ...slot, horizonEnd }));
    if (known.size > MOST_KNOWN) known.clear();
    for (const { type, model } of fresh) {
      const earliest = fits(model, seen, slot)
        ? now
        : (nextSlot(model, seen, slot, horizonEnd)?.start ?? null);
      found.set(type, earliest);
      known.set(type, { at: now, earliest });
      // There may be hundreds, and others are served by the same thread.
      await setImmediate();
    }
  }
  // What could start a moment ago can start now.
  for (const [type, earliest] of found) if (earliest !== null) found.set(type, Math.max(now, earliest));
  return found;
}
