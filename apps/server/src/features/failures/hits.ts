import { recoveryCredit } from '@patchbay/engine/sla';
import { SECOND, type Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { newId } from '../../db/ids.ts';
import { groupBy } from '../data-center/group-by.ts';
import * as dataCenter from '../data-center/inventory.ts';
import { failureOver } from '../environments/slot-news.ts';
import { creditDowntime } from '../invoices/credits.ts';
import type { Booked } from '../reservations/slots.ts';
import type { HitOutcome } from './dto.ts';
import { groupFailures } from './grouping.ts';
import * as repository from './repository.ts';

/** What failures do to slots, written in the transactions in which it happens. */

/** Hosts are given up: from now on this is a failure. */
export async function open(tx: Tx, lost: readonly { id: string; since: number }[]): Promise<void> {
  const all = await dataCenter.hostsBeside(
    tx,
    lost.map(({ id }) => id),
  );
  const since = new Map(lost.map((host) => [host.id, host.since]));
  const groups = groupFailures(
    all.filter(({ id }) => since.has(id)),
    all,
  );
  for (const { hostIds, ...group } of groups) {
    const first = Math.min(...hostIds.map((id) => since.get(id) ?? tx.now));
    await repository.insertFailure(
      tx,
      { id: newId('fail'), ...group, since: first, lostAt: tx.now },
      hostIds,
    );
  }
}

export const returned = repository.markReturned;

export interface Hit {
  readonly booked: Booked;
  /** For each machine that was on a lost host, that host. */
  readonly lostHosts: readonly string[];
  readonly outcome: HitOutcome;
  readonly toHosts: readonly string[];
}

/** What becomes of slots whose hosts are lost, in each failure that they are lost in. */
export async function put(tx: Tx, hits: readonly Hit[]): Promise<void> {
  const open = await repository.openOn(tx, [...new Set(hits.flatMap(({ lostHosts }) => lostHosts))]);
  const failuresOf = groupBy(open, ({ hostId }) => hostId);
  await repository.putHits(
    tx,
    hits.flatMap(({ booked: { slot, reservation }, lostHosts, outcome, toHosts }) => {
      const lostIn = lostHosts.flatMap((hostId) => failuresOf.get(hostId) ?? []);
      return [...groupBy(lostIn, ({ failureId }) => failureId)].map(([failureId, machines]) => ({
        failureId,
        slotId: slot.id,
        accountId: slot.accountId,
        environmentId: slot.environmentId,
        channelId: reservation.channelId,
        outcome,
        machines: machines.length,
        toHosts: [...toHosts],
        at: tx.now,
        // What has not begun has lost nothing.
        overAt: slot.state === 'scheduled' ? tx.now : null,
      }));
    }),
  );
}

export const setOutcome = repository.setOutcome;

/**
 * A downtime is over, because all of it runs again or because the slot is: what was not delivered is credited where it was
 * longer than promised (SLA-1), and its owner is told what it was (CAP-3).
 */
export async function close(
  tx: Tx,
  booked: Booked,
  down: Interval,
  code: 'restored' | 'ended-by-failure',
): Promise<void> {
  const { slot } = booked;
  const hits = await repository.openHits(tx, slot.id);
  const last = hits.at(-1);
  const creditMicros = recoveryCredit(slot.during, down, slot.totalMicros);
  const downSeconds = Math.ceil((down.end - down.start) / SECOND);
  const moved = hits.some(({ outcome }) => outcome === 'moved');
  const machines = hits.reduce((sum, hit) => sum + (hit.outcome === 'moved' ? hit.machines : 0), 0);
  const credited = creditMicros > 0 ? await creditDowntime(tx, booked, down, creditMicros) : {};
  for (const hit of hits) {
    const outcome = code === 'restored' ? (moved ? 'moved' : 'returned') : 'ended';
    const own = hit === last ? { downSeconds, creditMicros } : { downSeconds: 0, creditMicros: 0 };
    await repository.endHit(tx, hit, { outcome, ...own });
  }
  await failureOver(tx, slot, code, {
    seconds: downSeconds,
    creditMicros,
    machines,
    ...credited,
  });
}
