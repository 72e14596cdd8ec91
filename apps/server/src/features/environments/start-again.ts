import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../../db/pool.ts';
import * as slots from '../reservations/slots.ts';
import * as repository from './repository.ts';

/** Starts once more what waits for attention; everything that was made already is found and kept (ENV-1). */
export async function startAgain(
  tx: Tx,
  slot: { id: string; state: Parameters<typeof next>[0]; accountId: string; environmentId: string },
  code: 'retried' | 'starts-again',
  values: Record<string, string> = {},
): Promise<boolean> {
  const state = next(slot.state, 'retry');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'retry', state, tx.now + START_DEADLINE_MS)))
    return false;
  const { accountId, environmentId } = slot;
  await repository.putJob(tx, { accountId, environmentId, slotId: slot.id }, 'start', tx.now);
  await repository.addEvent(tx, { id: environmentId, accountId }, code, values);
  await repository.notify(tx, environmentId);
  return true;
}
