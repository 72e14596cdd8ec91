import { isOver } from '@patchbay/engine/reservation';
import type { Environment } from '../../../api/types.ts';

const STOPS: ReadonlySet<string> = new Set(['capped', 'not-started-at-cap']);

/** The event that says how the cap of its channel ended a slot: it was stopped, or did not start. Null where it was not the cap. */
export function capStop({ state, capped, events }: Pick<Environment, 'state' | 'capped' | 'events'>) {
  if (!capped || !isOver(state)) return null;
  const [last] = events
    .filter(({ code }) => STOPS.has(code))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return last ?? null;
}
