import { RANGES } from '@patchbay/engine/design';
import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Tx } from '../../db/pool.ts';
import { groupBy } from '../../features/data-center/group-by.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as kept from '../../features/environments/kept.ts';
import * as environments from '../../features/environments/repository.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Booked } from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import { goingTo, type Found } from './hit.ts';

/** An environment that goes to another site, and those of its slots that lost hosts here. */
export interface Leaving {
  readonly environment: environments.EnvironmentRow;
  readonly found: readonly Found[];
  readonly move: slots.Resettling;
}

/**
 * Writes where environments go, and what follows: all of what is under way is made anew there, in a higher generation; what has not
 * begun begins there. Names stay, and so do private addresses where nobody has them there. Each owner is told (CAP-3). Answers how
 * many slots that lost hosts have others now.
 */
export async function settleThere(tx: Tx, leaving: readonly Leaving[]): Promise<number> {
  const moved = new Set(
    await slots.resettle(
      tx,
      leaving.map(({ move }) => move),
    ),
  );
  const left = leaving.filter(({ environment }) => moved.has(environment.id));
  // As they are now that nobody else changes them.
  const open = groupBy(await slots.openOf(tx, [...moved]), ({ slot }) => slot.environmentId);
  const underWay = [...open.values()].flat().filter(({ slot }) => slot.state !== 'scheduled');
  await usage.wentDown(tx, underWay, await environments.lastSeen(tx, [...moved]));
  await startThere(tx, underWay);
  await putHits(tx, left, open);
  const others = new Map<string, number>();
  for (const [to, there] of groupBy(left, ({ move }) => move.to)) {
    const ids = there.map(({ environment }) => environment.id);
    for (const [id, n] of await kept.moveRanges(tx, ids, to, RANGES)) others.set(id, n);
  }
  await tell(tx, left, { open, others });
  return left.reduce((sum, { found }) => sum + found.length, 0);
}

async function startThere(tx: Tx, underWay: readonly Booked[]): Promise<void> {
  // What waits because its start was given up waits for its owner.
  const again = underWay.filter(({ slot }) => slot.state !== 'attention' || slot.strandedFrom !== null);
  const ids = again.map(({ slot }) => slot.id);
  await environments.beginAnew(
    tx,
    underWay.map(({ slot }) => slot.environmentId),
  );
  await environments.dropJobs(tx, ids, ['watch', 'meter', 'mend', 'change']);
  for (const event of ['move', 'retry'] as const)
    await slots.moveSlots(
      tx,
      again.filter(({ slot }) => next(slot.state, event) !== null).map(({ slot }) => slot.id),
      event,
      'starting',
      tx.now + START_DEADLINE_MS,
    );
  const jobs = again.map(({ slot: { id, accountId, environmentId } }) => ({
    accountId,
    environmentId,
    slotId: id,
    job: 'start' as const,
  }));
  await environments.putJobs(tx, jobs, tx.now);
}

type Open = ReadonlyMap<string, readonly Booked[]>;

async function putHits(tx: Tx, left: readonly Leaving[], open: Open): Promise<void> {
  const hits = left.flatMap(({ environment, found, move }) =>
    found.flatMap(({ booked: before, gone }): failures.Hit[] => {
      const booked = open.get(environment.id)?.find(({ slot }) => slot.id === before.slot.id);
      const hosts = move.slots.find(({ slotId }) => slotId === before.slot.id)?.hosts ?? [];
      if (!booked) return [];
      const outcome = booked.slot.state === 'scheduled' ? 'planned' : 'moved';
      const toHosts = goingTo(hosts, gone);
      return [{ booked, lostHosts: gone.map(({ hostId }) => hostId), outcome, toHosts }];
    }),
  );
  await failures.put(tx, hits);
}

async function tell(
  tx: Tx,
  left: readonly Leaving[],
  { open, others }: { readonly open: Open; readonly others: ReadonlyMap<string, number> },
): Promise<void> {
  const names = await dataCenter.siteNames(tx);
  await environments.addEvents(
    tx,
    left.map(({ environment: { id, accountId }, move }) => {
      const mine = open.get(id) ?? [];
      const running = mine.find(({ slot }) => slot.state !== 'scheduled')?.slot.id;
      const ahead = mine.filter(({ slot }) => slot.state === 'scheduled').length;
      const machines = move.slots.find(({ slotId }) => slotId === running)?.hosts.length ?? 0;
      const values = {
        from: names.get(move.from) ?? '',
        to: names.get(move.to) ?? '',
        slots: ahead,
        networks: others.get(id) ?? 0,
      };
      return running === undefined
        ? { environmentId: id, accountId, code: 'planned-site', values }
        : { environmentId: id, accountId, code: 'moved-site', values: { ...values, machines } };
    }),
  );
  await environments.notify(tx, ...left.map(({ environment }) => environment.id));
}
