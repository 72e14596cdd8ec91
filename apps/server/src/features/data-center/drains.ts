import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound } from '../../errors.ts';
import { leave, type Leaving } from '../environments/moving/leaving.ts';
import { planning } from '../environments/moving/replan.ts';
import * as slots from '../reservations/slots.ts';
import type { LeavingDto } from './dto.ts';
import * as engines from './engines.ts';
import { areThose, dtosOf, notWhatWasShown, tried } from './emptying.ts';

/** A host with more slots than this is drained in several goes: those that run and begin first come first. */
export const MAX_SLOTS = 200;

/** What draining a host would do, found by doing it and undoing it: what is shown is what will be done (CAP-3). */
export async function preview(app: App, hostId: string): Promise<LeavingDto[]> {
  return tried(app, async (tx) => dtosOf(tx, await leaveAll(tx, hostId)));
}

/** Places nothing new on a host and moves what was shown to move. Where that is something else by now, nothing is done. */
export async function moveAway(
  app: App,
  { hostId, slotIds }: { hostId: string; slotIds: readonly string[] },
): Promise<LeavingDto[]> {
  const moved = await planning(() =>
    app.db.platform.tx(null, async (tx) => {
      const all = await leaveAll(tx, hostId);
      if (!areThose(all, slotIds)) throw notWhatWasShown();
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
    const one = await leave(tx, slotId, { hostIds: [hostId], why: 'drain' });
    if (one) all.push(one);
  }
  return all;
}
