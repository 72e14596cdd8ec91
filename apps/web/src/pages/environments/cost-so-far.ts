import { HOUR } from '@patchbay/engine/time';
import type { Environment } from '../../api/types.ts';

type Costing = Pick<Environment, 'state' | 'slot' | 'perHourMicros' | 'chargedMicros' | 'expectedMicros'>;

/** About what a slot that is under way has cost until `now`, never more than it can; null when it is not under way. */
export function costSoFar(environment: Costing, now: number): number | null {
  const { state, slot, perHourMicros, chargedMicros, expectedMicros } = environment;
  const start = Date.parse(slot.start);
  if ((state !== 'starting' && state !== 'running') || now < start) return null;
  const elapsed = Math.min(now, Date.parse(slot.end)) - start;
  return Math.min(expectedMicros, Math.max(chargedMicros, Math.round((perHourMicros * elapsed) / HOUR)));
}
