import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { PatchbayError } from '../../errors.ts';
import type { Leaving } from '../environments/moving/leaving.ts';
import { planning } from '../environments/moving/replan.ts';
import * as members from '../members/service.ts';
import type { LeavingDto } from './dto.ts';
import * as dataCenter from './inventory.ts';

/** What emptying hosts has in common, whether for good or for a time. */

/** Ends a transaction that was only to find out what would come of it. */
class Undone extends Error {}

/** What would come of something, found by doing it and undoing it: what is shown is what will be done (CAP-3). */
export async function tried<T>(app: App, work: (tx: Tx) => Promise<T>): Promise<T> {
  const found: T[] = [];
  await planning(() =>
    app.db.platform.tx(null, async (tx) => {
      found.push(await work(tx));
      throw new Undone();
    }),
  ).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  const last = found.at(-1);
  if (last === undefined) throw new Error('nothing was tried');
  return last;
}

export function notWhatWasShown(): PatchbayError {
  return new PatchbayError(
    'CONFLICT',
    'What would move is not what was shown any more. Nothing was changed; look at the preview again.',
    { issues: ['moves'] },
  );
}

/** The same set of slots. */
export function areThose(moves: readonly Leaving[], slotIds: readonly string[]): boolean {
  const ids = new Set(moves.filter(({ to }) => to !== null).map(({ slotId }) => slotId));
  return ids.size === slotIds.length && slotIds.every((id) => ids.has(id));
}

export async function dtosOf(tx: Tx, all: readonly Leaving[]): Promise<LeavingDto[]> {
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
