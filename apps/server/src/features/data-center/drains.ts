import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import { leave, type Leaving } from '../environments/moving/leaving.ts';
import { planning } from '../environments/moving/replan.ts';
import * as members from '../members/service.ts';
import * as slots from '../reservations/slots.ts';
import type { LeavingDto } from './dto.ts';
import * as engines from './engines.ts';
import * as dataCenter from './inventory.ts';

/** A host with more slots than this is drained in several goes: those that run and begin first come first. */
export const MAX_SLOTS = 200;

/** Ends a transaction that was only to find out what would come of it. */
class Undone extends Error {}

/** What draining a host would do, found by doing it and undoing it: what is shown is what will be done (CAP-3). */
export async function preview(app: App, hostId: string): Promise<LeavingDto[]> {
  let found: LeavingDto[] = [];
  const tried = planning(() =>
    app.db.platform.tx(null, async (tx) => {
      found = await dtosOf(tx, await leaveAll(tx, hostId));
      throw new Undone();
    }),
  );
  await tried.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  return found;
}

/** Places nothing new on a host and moves what was shown to move. Where that is something else by now, nothing is done. */
export async function moveAway(
  app: App,
  { hostId, slotIds }: { hostId: string; slotIds: readonly string[] },
): Promise<LeavingDto[]> {
  const moved = await planning(() =>
    app.db.platform.tx(null, async (tx) => {
      const all = await leaveAll(tx, hostId);
      const ids = new Set(all.filter(({ to }) => to !== null).map(({ slotId }) => slotId));
      if (ids.size !== slotIds.length || slotIds.some((id) => !ids.has(id)))
        throw new PatchbayError(
          'CONFLICT',
          'What would move is not what was shown any more. Nothing was changed; look at the preview again.',
        );
      return dtosOf(tx, all);
    }),
  );
  app.wake();
  return moved;
}

/** What is booked on a draining host stays there; nothing new is placed on it. A simulated host drains like any other. */
export async function drain(app: App, input: { hostId: string; draining: boolean }): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    if (!(await engines.setDraining(tx, input.hostId, input.draining))) throw notFound('host');
  });
  return { ok: true };
}

async function leaveAll(tx: Tx, hostId: string): Promise<Leaving[]> {
  if (!(await engines.setDraining(tx, hostId, true))) throw notFound('host');
  const on = await slots.concernedOn(tx, [hostId], MAX_AHEAD);
  const all: Leaving[] = [];
  for (const slotId of on.slice(0, MAX_SLOTS)) {
    const one = await leave(tx, slotId, hostId);
    if (one) all.push(one);
  }
  return all;
}

async function dtosOf(tx: Tx, all: readonly Leaving[]): Promise<LeavingDto[]> {
  const names = await dataCenter.hostNames(tx);
  const channels = await members.channelLabels(tx);
  return all.map(({ channelId, to, start, end, ...rest }) => ({
    ...rest,
    channel: channels.get(channelId) ?? '',
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    to: to?.map((id) => names.get(id) ?? id) ?? null,
  }));
}
