import { isOver } from '@patchbay/engine/reservation';
import type { Environment } from '../../../api/types.ts';

/** Events with which a slot begins, or is over without: the newest of them says why it is over. */
const TURNS: ReadonlySet<string> = new Set([
  'booked',
  'starting',
  'released',
  'capped',
  'not-started-at-cap',
  'cancelled',
  'missed',
  'given-up',
  'never-ran',
]);

/** The event that says so where a slot is over because of its channel's cap: it was stopped, or did not start. */
export function capStop({ state, events }: Pick<Environment, 'state' | 'events'>) {
  if (!isOver(state)) return null;
  const turn = events
    .filter(({ code }) => TURNS.has(code))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
  return turn?.code === 'capped' || turn?.code === 'not-started-at-cap' ? turn : null;
}
