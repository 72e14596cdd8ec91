import type { Tx } from '../../db/pool.ts';
import * as failures from '../../features/failures/hits.ts';
import type { Booked } from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';

/** All of a slot runs, or it is over: a downtime ends with that, is made good, and is told. */
export async function cameUp(
  tx: Tx,
  booked: Booked,
  code: 'restored' | 'ended-by-failure' = 'restored',
): Promise<void> {
  const down = await usage.cameUp(tx, booked.slot.id);
  if (down) await failures.close(tx, booked, down, code);
}
