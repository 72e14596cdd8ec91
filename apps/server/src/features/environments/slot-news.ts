import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as slots from '../reservations/slots.ts';
import { keepFor } from './keeping/keep.ts';
import * as repository from './repository.ts';

/** What becomes of an environment when its reservations change a slot of it. */

/** A slot was cancelled before it began: nothing was made, nothing will be. */
export async function cancelled(tx: Tx, slotId: string, environmentId: string): Promise<void> {
  await repository.dropJobs(tx, [slotId], ['prepare', 'start', 'end', 'meter', 'watch']);
  await repository.setWanted(tx, environmentId, 'gone');
  const booked = await slots.bySlot(tx, slotId);
  const environment = booked && (await repository.environmentById(tx, booked.slot.accountId, environmentId));
  if (environment) await keepFor(tx, slotId, environment);
  await tell(tx, slotId, environmentId, 'cancelled');
}

/** A slot ends before its time: the end job becomes due now. */
export async function endEarly(
  tx: Tx,
  slotId: string,
  environmentId: string,
  code: 'released' | 'capped' = 'released',
  values: Record<string, string | number> = {},
): Promise<void> {
  await repository.moveJob(tx, slotId, 'end', tx.now);
  await tell(tx, slotId, environmentId, code, values);
}

/** A failure that hit a slot is over for it. */
export async function failureOver(
  tx: Tx,
  { id, environmentId }: { id: string; environmentId: string },
  code: 'restored' | 'ended-by-failure',
  values: { seconds: number; creditMicros: number; machines: number; currency?: string },
): Promise<void> {
  await tell(tx, id, environmentId, code, values);
}

interface Moved {
  readonly siteId: string;
  readonly slotIds: readonly string[];
  /** Whether they have other times. */
  readonly times: boolean;
  /** The one that they are of now, where that is another one. */
  readonly revision: number | undefined;
}

/** Slots that have not begun are at other times, or of another revision; what a real host can have beforehand it gets again, where they are now. */
export async function moved(
  tx: Tx,
  { environmentId, accountId }: { environmentId: string; accountId: string },
  { siteId, slotIds, times, revision }: Moved,
): Promise<void> {
  if ((await dataCenter.driverOf(tx, siteId)) !== 'simulated')
    for (const slotId of slotIds)
      await repository.putJob(tx, { accountId, environmentId, slotId }, 'prepare', tx.now);
  const slots = slotIds.length;
  const environment = { id: environmentId, accountId };
  if (times) await repository.addEvent(tx, environment, 'rescheduled', { slots });
  if (revision !== undefined) await repository.addEvent(tx, environment, 'revised', { slots, revision });
  await repository.notify(tx, environmentId);
}

/** A slot that is under way ends at another time. */
export async function endMoved(
  tx: Tx,
  { id, environmentId, accountId }: { id: string; environmentId: string; accountId: string },
  from: number,
  to: number,
): Promise<void> {
  const code = to > from ? 'extended' : 'shortened';
  // With another end it may reach the cap of its channel, or not any more.
  await repository.putJob(tx, { accountId, environmentId, slotId: id }, 'cap', tx.now);
  await repository.addEvent(tx, { id: environmentId, accountId }, code, {
    until: new Date(to).toISOString(),
  });
  await repository.notify(tx, environmentId);
}

async function tell(
  tx: Tx,
  slotId: string,
  environmentId: string,
  code: string,
  values: Record<string, string | number> = {},
): Promise<void> {
  const booked = await slots.bySlot(tx, slotId);
  if (booked)
    await repository.addEvent(tx, { id: environmentId, accountId: booked.slot.accountId }, code, values);
  await repository.notify(tx, environmentId);
}
