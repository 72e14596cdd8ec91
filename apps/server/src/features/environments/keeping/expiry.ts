import { KEEP_MS } from '@patchbay/engine/reservation';
import { eq } from 'drizzle-orm';
import type { Actor } from '../../../context.ts';
import type { Tx } from '../../../db/pool.ts';
import { notFound } from '../../../errors.ts';
import * as slots from '../../reservations/slots.ts';
import * as kept from '../kept.ts';
import * as repository from '../repository.ts';
import { environment, type AtExpiry } from '../tables.ts';

/** How long data and addresses outlive the last slot of an environment. */
export const keptFor = (atExpiry: AtExpiry): number => (atExpiry === 'release' ? 0 : KEEP_MS);

/**
 * Chooses what becomes of data and addresses after the last slot. Where the last one is over already it counts from its end:
 * what is to be released goes at once, and what is kept is kept from now on.
 */
export async function setExpiry(
  { app, member }: Actor,
  input: { id: string; atExpiry: AtExpiry },
): Promise<{ ok: true }> {
  await app.db.platform.tx(member, async (tx) => {
    const row = await repository.lockEnvironment(tx, member.accountId, input.id);
    const booked = await slots.byEnvironment(tx, member.accountId, input.id);
    if (!row || !booked) throw notFound('environment');
    await tx.db.update(environment).set({ atExpiry: input.atExpiry }).where(eq(environment.id, input.id));
    if (row.dataUntil !== null && row.atExpiry !== input.atExpiry)
      await keepUntil(tx, row, booked.slot.id, tx.now + keptFor(input.atExpiry));
    await repository.notify(tx, input.id);
  });
  app.wake();
  return { ok: true };
}

/** Data and addresses are deleted at that instant, unless a slot is booked before. */
export async function keepUntil(
  tx: Tx,
  { id, accountId }: { id: string; accountId: string },
  slotId: string,
  until: number,
): Promise<void> {
  await kept.setDataUntil(tx, id, until);
  await repository.putJob(tx, { accountId, environmentId: id, slotId }, 'clear', until);
}
