import { HOUR, without, type Interval } from '@patchbay/engine/time';
import type { Environment } from '../../api/types.ts';

type Costing = Pick<
  Environment,
  'state' | 'slot' | 'perHourMicros' | 'chargedMicros' | 'expectedMicros' | 'downtimes' | 'earlier'
>;

/**
 * About what a slot that is under way has cost until `now`: what is charged, and its reserved time at the price of this
 * hour up to what is expected in all. Null when it is not under way.
 */
export function costSoFar(environment: Costing, now: number): number | null {
  const { state, perHourMicros, chargedMicros, expectedMicros } = environment;
  const slot = interval(environment.slot);
  if ((state !== 'starting' && state !== 'running') || now < slot.start) return null;
  const past = { start: slot.start, end: Math.min(now, slot.end) };
  const up = without(past, environment.downtimes.map(interval)).reduce(
    (sum, { start, end }) => sum + end - start,
    0,
  );
  const before = environment.earlier?.chargedMicros ?? 0;
  return before + Math.max(chargedMicros, Math.min(expectedMicros, Math.round((perHourMicros * up) / HOUR)));
}

/** The slot as its owner booked it: from before a newer revision was applied to what runs in it. */
export function wholeOf({
  slot,
  chargedMicros,
  expectedMicros,
  earlier,
}: Pick<Costing, 'slot' | 'chargedMicros' | 'expectedMicros' | 'earlier'>) {
  return {
    slot: { start: earlier?.start ?? slot.start, end: slot.end },
    chargedMicros: chargedMicros + (earlier?.chargedMicros ?? 0),
    expectedMicros: expectedMicros + (earlier?.expectedMicros ?? 0),
  };
}

function interval({ start, end }: Environment['slot']): Interval {
  return { start: Date.parse(start), end: Date.parse(end) };
}
