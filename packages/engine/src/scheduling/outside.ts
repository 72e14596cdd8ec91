import { without, type Interval } from '../time/index.ts';
import { MIN_SLOT } from './slot-rules.ts';

/**
 * The times between the slots of a series, from the first one's start to the last one's end: nights and weekends of office
 * hours. What is shorter than a slot may be is left out.
 */
export function outsideOf(slots: readonly Interval[]): Interval[] {
  const [first] = slots;
  const last = slots.at(-1);
  if (!first || !last) return [];
  return without({ start: first.start, end: last.end }, slots).filter(
    ({ start, end }) => end - start >= MIN_SLOT,
  );
}
