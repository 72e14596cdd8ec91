import { next } from '@patchbay/engine/reservation';
import type { Tx } from '../db/pool.ts';
import { keepFor } from '../features/environments/keeping/keep.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import type { Subject } from './step.ts';

/**
 * A slot that did not begin is not going to: its owner is told why by the event, and charged nothing (CAP-3). False when it
 * began or was cancelled meanwhile.
 */
export async function skipSlot(
  tx: Tx,
  { booked: { slot }, environment }: Pick<Subject, 'booked' | 'environment'>,
  code: 'missed' | 'not-started-at-cap',
  values: Record<string, string | number> = {},
): Promise<boolean> {
  const state = next('scheduled', 'cancel');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'cancel', state, null))) return false;
  if (code === 'not-started-at-cap') await slots.markCapped(tx, slot.id);
  await slots.releaseClaims(tx, slot.id, slot.during.start);
  await environments.dropJobs(tx, [slot.id], ['prepare', 'start', 'meter', 'watch', 'end']);
  await environments.setWanted(tx, environment.id, 'gone');
  await keepFor(tx, slot.id, environment);
  await environments.addEvent(tx, environment, code, values);
  await environments.notify(tx, environment.id);
  return true;
}
