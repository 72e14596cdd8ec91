import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import type { App } from '../../context.ts';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { env, pause } from '../../env.ts';
import { PatchbayError } from '../../errors.ts';
import { drawAccidents } from '../../drivers/simulated/accidents.ts';
import { nextSilence } from '../../drivers/simulated/faults.ts';
import * as outbox from '../environments/outbox.ts';
import * as invoices from '../invoices/lifecycle.ts';
import type { WorldDto } from '../session/dto.ts';
import { isLookDue, nextVerdict } from '../data-center/silence.ts';
import type { DueDto, SkipDto, WorldStateDto } from './dto.ts';
import * as repository from './repository.ts';

/** A new database is a demo world when it is made as one; that never changes afterwards. */
export async function create(tx: Tx, demo: boolean): Promise<{ id: string; demo: boolean }> {
  await repository.insertWorld(tx, { id: newId('world'), demo });
  const row = await repository.readWorld(tx);
  if (!row) throw new Error('the world row is gone');
  return { id: row.id, demo: row.demo };
}

export async function current(app: App): Promise<WorldDto> {
  return app.db.app.tx(null, async (tx) => {
    const row = await repository.readWorld(tx);
    return { demo: row?.demo ?? false, paused: (row?.pausedAt ?? null) !== null, now: iso(tx.now) };
  });
}

export const isPaused = (tx: Tx) => repository.isPaused(tx);

/**
 * Lets a restored world go on: its workers begin, and its drivers are called. Whatever the world that it was copied from
 * has in hand counts no more, since every lease is of an earlier epoch. Only one of the two may go on.
 */
export async function resume(app: App): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    if (!(await repository.endPause(tx)))
      throw new PatchbayError('CONFLICT', 'This world is not paused. Nothing was changed.');
    await outbox.raiseEpochs(tx);
  });
  app.wake();
  return { ok: true };
}

const WHAT = {
  start: 'slot-start',
  end: 'slot-end',
  meter: 'meter',
  watch: 'meter',
  prepare: 'prepare',
  clear: 'clear',
  cap: 'cap',
  change: 'slot-start',
  mend: 'mend',
} as const;

export async function state(app: App): Promise<WorldStateDto> {
  return app.db.platform.tx(null, async (tx) => {
    const row = await repository.readWorld(tx);
    const due = (await outbox.dueAhead(tx)).map(
      (work): DueDto => ({ at: iso(work.due), what: WHAT[work.job], environmentName: work.name }),
    );
    return { demo: row?.demo ?? false, now: iso(tx.now), due, skipping: await repository.isHeld(tx) };
  });
}

/** Real time that the work of one instant may take before it stops the skip and is named. */
const WORK_MS = 60_000;
/** Between two looks at whether that work is done. */
const LOOK_MS = 15;
/** Instants that one skip passes at most. */
const MAX_INSTANTS = 20_000;

/**
 * Moves a demo world's clock to `to`, from one due instant to the next: the work due there finishes, usage of the gap
 * is filled in, then on. Work that does not finish stops the skip and is named.
 */
export async function skip(app: App, to: string): Promise<SkipDto> {
  const target = Date.parse(to);
  const { world, now } = await app.db.platform.tx(null, async (tx) => ({
    world: await repository.readWorld(tx),
    now: tx.now,
  }));
  if (target > now + MAX_AHEAD)
    throw new PatchbayError(
      'BAD_INPUT',
      'This is too far ahead; time does not go back. Nothing was changed.',
    );
  if (!world?.demo) throw new PatchbayError('FORBIDDEN', 'Only the clock of a demo world can be moved.');
  if (world.pausedAt !== null)
    throw new PatchbayError('CONFLICT', 'This world is paused. Resume it first; nothing was changed.');
  if (!(await app.db.platform.tx(null, repository.holdClock)))
    throw new PatchbayError('CONFLICT', 'A skip is under way. Wait until it has arrived.');
  try {
    return await advance(app, target);
  } finally {
    await app.db.platform.tx(null, repository.letClockGo);
  }
}

async function advance(app: App, target: number): Promise<SkipDto> {
  for (let instants = 0; instants < MAX_INSTANTS; instants += 1) {
    const unfinished = await settleInstant(app);
    const silence = await app.db.simulator.tx(null, async (tx) =>
      soonest([await drawAccidents(tx), await nextSilence(tx)]),
    );
    const { now, due } = await app.db.platform.tx(null, async (tx) => ({
      now: tx.now,
      due: soonest([
        await outbox.soonestDue(tx),
        await invoices.soonestChange(tx),
        await nextVerdict(tx),
        silence,
      ]),
    }));
    if (unfinished) return { now: iso(now), instants, stoppedBy: unfinished };
    if (now >= target) return { now: iso(now), instants, stoppedBy: null };
    const stop = due !== null && due < target ? due : target;
    await app.db.platform.tx(null, async (tx) => {
      await repository.keepClock(tx);
      await repository.moveClock(tx, stop);
    });
    app.wake();
    if (stop === target)
      return { now: iso(target), instants: instants + 1, stoppedBy: await settleInstant(app) };
  }
  throw new PatchbayError(
    'UNAVAILABLE',
    'There is too much due work for one skip. The clock stands where the work is done; skip again to go on.',
  );
}

/** Waits until nothing is due any more, or names what is after WORK_MS. Any server process may do the work. */
async function settleInstant(app: App): Promise<SkipDto['stoppedBy']> {
  const deadline = env.elapsedMs() + WORK_MS;
  while ((await app.db.platform.tx(null, anyDue)) || (await isLookDue(watching(app)))) {
    app.wake();
    app.look();
    await pause(LOOK_MS);
    if (env.elapsedMs() < deadline) continue;
    const work = await app.db.platform.tx(null, outbox.overdue);
    return work ? { environmentId: work.environmentId, environmentName: work.name, step: work.job } : null;
  }
  return null;
}

async function anyDue(tx: Tx): Promise<boolean> {
  const change = await invoices.soonestChange(tx);
  return (change !== null && change <= tx.now) || outbox.anyDue(tx);
}

function soonest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const watching = ({ db, drivers }: App) => ({ platform: db.platform, drivers });

function iso(at: number): string {
  return new Date(at).toISOString();
}
