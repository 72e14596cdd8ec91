import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import { planning, replan } from '../../features/environments/moving/replan.ts';
import * as environments from '../../features/environments/repository.ts';
import { startAgain } from '../../features/environments/start-again.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Tools } from '../step.ts';
import { hostsOf } from './hit.ts';
import { nameAll } from './moved.ts';
import { leaveTogether } from './together.ts';

/**
 * Starts again whatever waits for a host that is back by now, or for room that there is by now; at simulated sites what waits for
 * room is decided together. Answers how many.
 */
export async function resume(tools: Tools, log: Logger): Promise<number> {
  let started = 0;
  for (let after = ''; ; ) {
    const waiting = await tools.platform.tx(null, (tx) => slots.stranded(tx, after));
    const { back, away, hostIds } = await tools.platform.tx(null, (tx) => sortOut(tx, waiting));
    for (const slotId of back) if (await tryResume(tools, slotId, log)) started += 1;
    const { moved, staying } = await leaveTogether(tools, away, hostIds, log);
    started += moved;
    const decided = new Set(staying.map(({ found }) => found.booked.slot.id));
    for (const slotId of away)
      if (!decided.has(slotId) && (await tryResume(tools, slotId, log))) started += 1;
    if (waiting.length < slots.STRANDED_AT_ONCE) return started;
    after = waiting.at(-1) ?? '';
  }
}

interface Sorted {
  /** What has its hosts again, and what is on real ones, of which each is looked at by itself. */
  readonly back: string[];
  readonly away: string[];
  /** The hosts that are waited for. */
  readonly hostIds: string[];
}

async function sortOut(tx: Tx, waiting: readonly string[]): Promise<Sorted> {
  const claims = await slots.hostClaimsOfAll(tx, waiting);
  const all = hostsOf(claims);
  const answering = new Set(await dataCenter.answering(tx, all));
  const hostIds = all.filter((id) => !answering.has(id));
  const simulated = new Set((await dataCenter.simulatedHosts(tx)).map(({ id }) => id));
  const dark = new Set(
    claims
      .filter(({ hostId }) => !answering.has(hostId) && simulated.has(hostId))
      .map(({ slotId }) => slotId),
  );
  return {
    back: waiting.filter((id) => !dark.has(id)),
    away: waiting.filter((id) => dark.has(id)),
    hostIds,
  };
}

async function tryResume(tools: Tools, slotId: string, log: Logger): Promise<boolean> {
  const start = () => tools.platform.tx(null, (tx) => resumeOne(tx, slotId));
  return planning(start).catch((error: unknown) => {
    log.error({ err: error, slotId }, 'starting again what has no host failed');
    return false;
  });
}

async function resumeOne(tx: Tx, slotId: string): Promise<boolean> {
  const booked = await slots.bySlot(tx, slotId);
  if (!booked?.slot.strandedFrom) return false;
  const { accountId, environmentId } = booked.slot;
  const environment = await environments.environmentById(tx, accountId, environmentId);
  if (!environment) throw new Error('a slot without its environment');
  const claims = await slots.hostClaimsOf(tx, slotId);
  const placed = hostsOf(claims);
  const names = await dataCenter.hostNames(tx);
  const back = (await dataCenter.answering(tx, placed)).length === placed.length;
  let on = placed;
  if (!back) {
    const hosts = await replan(tx, booked, environment.siteId, null);
    if (typeof hosts === 'string') return false;
    on = [...new Set(hosts.map(({ hostId }) => hostId))];
    await failures.setOutcome(tx, slotId, { outcome: 'moved', toHosts: on });
    const values = { from: nameAll(names, placed), to: nameAll(names, on), machines: claims.length };
    await environments.addEvent(tx, environment, 'moved', values);
  }
  const started = await startAgain(tx, booked.slot, 'starts-again', { on: nameAll(names, on) });
  if (back && started) await failures.setOutcome(tx, slotId, { outcome: 'returned' });
  return started;
}
