import { stateAt } from '@patchbay/engine/reservation';
import type { Actor } from '../../context.ts';
import * as slots from '../reservations/slots.ts';
import type { EnvironmentRowDto } from './dto.ts';
import * as kept from './kept.ts';
import * as repository from './repository.ts';
import { lostHosts } from './waits.ts';

/** Every environment of the account, with the slot of it that counts now. */
export async function list({ app, member }: Actor): Promise<EnvironmentRowDto[]> {
  return app.db.app.tx(member, async (tx) => {
    const rows = await repository.environmentsOf(tx, member.accountId);
    const ids = rows.map(({ id }) => id);
    const current = await slots.currentSlots(tx, member.accountId, ids);
    const waiting = await lostHosts(tx, [...current.values()]);
    const keeping = await kept.keepingData(tx, ids);
    return rows.flatMap(({ id, name, designId }) => {
      const slot = current.get(id);
      if (!slot) return [];
      const { start, end } = slot.during;
      return {
        id,
        name,
        designId,
        revision: slot.revision,
        state: stateAt(slot.state, end, tx.now),
        waitsFor: waiting.get(slot.id) ?? null,
        capped: slot.capped,
        slot: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
        keepsData: keeping.has(id),
      };
    });
  });
}
