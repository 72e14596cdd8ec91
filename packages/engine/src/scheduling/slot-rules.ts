import { DAY, MINUTE, type Instant, type Interval } from '../time/index.ts';

/** Bounds on one slot. */
export const MIN_SLOT = 5 * MINUTE;
export const MAX_SLOT = 31 * DAY;
export const MAX_AHEAD = 400 * DAY;
/** A start this far in the past still counts as "now": the form was open for a moment. */
export const LATE_START = 2 * MINUTE;
/** How far ahead the next free slot is searched. */
export const SEARCH_HORIZON = 14 * DAY;

export type SlotProblem = 'order' | 'too-short' | 'too-long' | 'past' | 'too-far';

/** Whether a slot can be asked for at all; null when it can. */
export function slotProblem(slot: Interval, now: Instant): SlotProblem | null {
  if (!(slot.start < slot.end)) return 'order';
  if (slot.end - slot.start < MIN_SLOT) return 'too-short';
  if (slot.end - slot.start > MAX_SLOT) return 'too-long';
  if (slot.start < now - LATE_START) return 'past';
  return slot.start > now + MAX_AHEAD ? 'too-far' : null;
}
