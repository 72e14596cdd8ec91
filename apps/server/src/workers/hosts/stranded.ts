import { next } from '@patchbay/engine/reservation';
import type { Tx } from '../../db/pool.ts';
import { groupBy } from '../../features/data-center/group-by.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as environments from '../../features/environments/repository.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import type { Staying } from './elsewhere.ts';
import { hostsOf, readHit, type Found } from './hit.ts';
import { nameAll } from './moved.ts';

/**
 * Slots that lost hosts and have nowhere to go: what is under way stops and waits for them or for room; of what has not begun
 * its start finds out what there is by then. Each owner is told with the cause (CAP-3). Answers which of them it was so for: not for
 * those that were planned anew meanwhile.
 */
export async function stranded(
  tx: Tx,
  staying: readonly Staying[],
  hostIds: readonly string[],
): Promise<string[]> {
  const ids = staying.map(({ found }) => found.booked.slot.id);
  await slots.lock(tx, ids);
  const found = await readHit(tx, ids, hostIds);
  const underWay = found.filter(({ booked }) => next(booked.slot.state, 'strand') !== null);
  const ahead = found.filter(({ booked }) => booked.slot.state === 'scheduled');
  await stop(tx, underWay);
  const hit = (one: Found, outcome: 'stranded' | 'waits'): failures.Hit => ({
    booked: one.booked,
    lostHosts: one.gone.map(({ hostId }) => hostId),
    outcome,
    toHosts: [],
  });
  await failures.put(tx, [
    ...underWay.map((one) => hit(one, 'stranded')),
    ...ahead.map((one) => hit(one, 'waits')),
  ]);
  await tell(tx, [...underWay, ...ahead], staying);
  return [...underWay, ...ahead].map(({ booked }) => booked.slot.id);
}

async function stop(tx: Tx, underWay: readonly Found[]): Promise<void> {
  const ids = underWay.map(({ booked }) => booked.slot.id);
  const seenAt = await environments.lastSeen(
    tx,
    underWay.map(({ environment }) => environment.id),
  );
  await usage.wentDown(
    tx,
    underWay.map(({ booked }) => booked),
    seenAt,
  );
  await slots.moveSlots(tx, ids, 'strand', 'attention', null);
  for (const [hostId, there] of groupBy(underWay, ({ gone }) => gone[0]?.hostId ?? ''))
    await slots.setStranded(
      tx,
      there.map(({ booked }) => booked.slot.id),
      hostId,
    );
  await environments.dropJobs(tx, ids, ['start', 'watch', 'meter']);
}

async function tell(tx: Tx, found: readonly Found[], staying: readonly Staying[]): Promise<void> {
  const causes = new Map(staying.map((one) => [one.found.booked.slot.id, one]));
  const names = await dataCenter.hostNames(tx, [...new Set(found.flatMap(({ gone }) => hostsOf(gone)))]);
  await environments.addEvents(
    tx,
    found.map(({ booked: { slot }, gone }) => {
      const { needed = 0, available = 0, stays = null } = causes.get(slot.id) ?? {};
      const values = { needed, available, ...(stays !== null && { stays }) };
      const { environmentId, accountId } = slot;
      const from = nameAll(names, hostsOf(gone));
      return slot.state === 'scheduled'
        ? { environmentId, accountId, code: 'at-risk', values: { host: from, ...values } }
        : { environmentId, accountId, code: 'stranded', values: { from, ...values } };
    }),
  );
  await environments.notify(tx, ...found.map(({ environment }) => environment.id));
}
