import { KEEP_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../../../db/pool.ts';
import * as slots from '../../reservations/slots.ts';
import * as kept from '../kept.ts';
import { keepUntil, keptFor } from './expiry.ts';
import type { AtExpiry } from '../tables.ts';

/** A slot is over: data and addresses outlive it, so that the next one finds them; but not for ever, and not where their owner wants them gone. */
export async function keepFor(
  tx: Tx,
  slotId: string,
  environment: { id: string; accountId: string; generation: number; atExpiry: AtExpiry },
): Promise<void> {
  if (await slots.isBookedAhead(tx, environment.id)) return;
  const ranges = await kept.rangesOf(tx, environment.id);
  if (ranges.size === 0 && (await kept.volumesOf(tx, environment.id)).length === 0) return;
  // It was only prepared: nobody has seen its addresses, and there is no data.
  if (environment.generation === 0) return kept.dropAll(tx, environment.id);
  // The owner's rule is for an end that was planned: what a cap stopped is to go on once there is money for it.
  const capped = (await slots.bySlot(tx, slotId))?.slot.capped ?? false;
  await keepUntil(tx, environment, slotId, tx.now + (capped ? KEEP_MS : keptFor(environment.atExpiry)));
}
