import { KEEP_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../../db/pool.ts';
import * as slots from '../reservations/slots.ts';
import * as kept from './kept.ts';
import * as repository from './repository.ts';

/** A slot is over: data and addresses outlive it, so that the next one finds them; but not for ever. */
export async function keepFor(
  tx: Tx,
  slotId: string,
  environment: { id: string; accountId: string; generation: number },
): Promise<void> {
  if (await slots.isBookedAhead(tx, environment.id)) return;
  const ranges = await kept.rangesOf(tx, environment.id);
  if (ranges.size === 0 && (await kept.volumesOf(tx, environment.id)).length === 0) return;
  // It was only prepared: nobody has seen its addresses, and there is no data.
  if (environment.generation === 0) return kept.dropAll(tx, environment.id);
  const until = tx.now + KEEP_MS;
  await kept.setDataUntil(tx, environment.id, until);
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId };
  await repository.putJob(tx, owner, 'clear', until);
}
