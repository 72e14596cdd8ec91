import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import { SECOND } from '@patchbay/engine/time';
import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as kept from '../../features/environments/kept.ts';
import { planning, replan } from '../../features/environments/replan.ts';
import * as environments from '../../features/environments/repository.ts';
import { startAgain } from '../../features/environments/start-again.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Booked } from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import type { Tools } from '../step.ts';

interface Lost {
  readonly hostId: string;
  /** For so long more its data is worth waiting for; 0 when the time is over. */
  readonly patienceMs: number;
}

/**
 * Moves everything that is to run now away from a host that is lost: a new plan on what is left of the site, a higher
 * generation, and the start job again. Names and addresses stay. Where there is no room the owner is told (CAP-3). What
 * has data there waits first, since a host that was silent for a moment comes back with it. Answers how many left.
 */
export async function evacuate(tools: Tools, lost: Lost, log: Logger): Promise<number> {
  const hit = await tools.platform.tx(null, (tx) => slots.underWayOn(tx, lost.hostId));
  let left = 0;
  for (const slotId of hit) {
    const leave = () => tools.platform.tx(null, (tx) => leaveHost(tx, slotId, lost));
    // The next round tries again.
    const gone = await planning(leave).catch((error: unknown) => {
      log.error({ err: error, slotId, hostId: lost.hostId }, 'moving away from a lost host failed');
      return false;
    });
    if (gone) left += 1;
  }
  return left;
}

/** One slot; repeating it after it was moved changes nothing. False while it waits. */
async function leaveHost(tx: Tx, slotId: string, { hostId, patienceMs }: Lost): Promise<boolean> {
  const found = await read(tx, slotId);
  if (!found || !(await slots.hostClaimsOf(tx, slotId)).some((claim) => claim.hostId === hostId))
    return false;
  const { booked, environment } = found;
  const news = await usage.wentDown(tx, booked, await environments.lastSeen(tx, environment));
  if (patienceMs > 0 && (await hasDataOn(tx, environment, hostId))) {
    const seconds = Math.ceil(patienceMs / SECOND);
    if (news) await tell(tx, environment, 'silent', { host: await nameOf(tx, hostId), seconds });
    return false;
  }
  const hosts = await replan(tx, booked, environment.siteId, null);
  if (hosts === 'full') await strand(tx, booked, environment, hostId);
  else if (hosts !== 'late') await restart(tx, booked, environment, hostId, hosts[0]?.hostId ?? '');
  return true;
}

async function read(tx: Tx, slotId: string) {
  const booked = await slots.bySlot(tx, slotId);
  if (!booked) return null;
  const { accountId, environmentId } = booked.slot;
  const environment = await environments.environmentById(tx, accountId, environmentId);
  if (!environment) throw new Error('a slot without its environment');
  return { booked, environment };
}

/** Whether something that an environment keeps has been made on a host. */
async function hasDataOn(tx: Tx, { id }: environments.EnvironmentRow, hostId: string): Promise<boolean> {
  return (await kept.volumesOf(tx, id)).some(({ host, madeAt }) => host === hostId && madeAt !== null);
}

async function restart(
  tx: Tx,
  { slot }: Booked,
  environment: environments.EnvironmentRow,
  from: string,
  to: string,
): Promise<void> {
  const state = next(slot.state, 'move');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'move', state, tx.now + START_DEADLINE_MS)))
    throw new Error('the slot is ending; its plan stays');
  await beginAnew(tx, environment);
  await environments.dropJobs(tx, slot.id, ['watch', 'meter']);
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: slot.id };
  await environments.putJob(tx, owner, 'start', tx.now);
  await tellMoved(tx, environment, from, to);
}

async function beginAnew(tx: Tx, environment: environments.EnvironmentRow): Promise<void> {
  const raised = await environments.nextGeneration(tx, environment);
  if (!raised) throw new Error('the environment was started by somebody else at the same time');
  await environments.beginStage(tx, raised, 'bind', null);
}

/** What becomes of its data is told where that is bound to the new host. */
async function tellMoved(
  tx: Tx,
  environment: environments.EnvironmentRow,
  from: string,
  to: string,
): Promise<void> {
  await tell(tx, environment, 'moved', { from: await nameOf(tx, from), to: await nameOf(tx, to) });
}

async function strand(
  tx: Tx,
  { slot }: Booked,
  environment: environments.EnvironmentRow,
  from: string,
): Promise<void> {
  const state = next(slot.state, 'strand');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'strand', state, null))) return;
  await slots.setStranded(tx, slot.id, from);
  // Starting again begins anew, wherever there is room by then.
  await beginAnew(tx, environment);
  await environments.dropJobs(tx, slot.id, ['start', 'watch', 'meter']);
  await tell(tx, environment, 'stranded', { from: await nameOf(tx, from) });
}

/** Starts again whatever waits for a host that is back by now, or for room that there is by now. Answers how many. */
export async function resume(tools: Tools, log: Logger): Promise<number> {
  let started = 0;
  for (let after = ''; ; ) {
    const waiting = await tools.platform.tx(null, (tx) => slots.stranded(tx, after));
    for (const slotId of waiting) if (await tryResume(tools, slotId, log)) started += 1;
    if (waiting.length < slots.STRANDED_AT_ONCE) return started;
    after = waiting.at(-1) ?? '';
  }
}

async function tryResume(tools: Tools, slotId: string, log: Logger): Promise<boolean> {
  const start = () => tools.platform.tx(null, (tx) => resumeOne(tx, slotId));
  return planning(start).catch((error: unknown) => {
    log.error({ err: error, slotId }, 'starting again what has no host failed');
    return false;
  });
}

async function resumeOne(tx: Tx, slotId: string): Promise<boolean> {
  const found = await read(tx, slotId);
  const from = found?.booked.slot.strandedFrom;
  if (!found || !from) return false;
  const { booked, environment } = found;
  const placed = (await slots.hostClaimsOf(tx, slotId)).map(({ hostId }) => hostId);
  let to = placed[0] ?? '';
  if ((await dataCenter.answering(tx, placed)).length < placed.length) {
    const hosts = await replan(tx, booked, environment.siteId, null);
    if (typeof hosts === 'string') return false;
    to = hosts[0]?.hostId ?? '';
    await tellMoved(tx, environment, from, to);
  }
  return startAgain(tx, booked.slot, 'starts-again', { on: await nameOf(tx, to) });
}

async function nameOf(tx: Tx, hostId: string): Promise<string> {
  return (await dataCenter.hostNames(tx)).get(hostId) ?? '';
}

async function tell(
  tx: Tx,
  environment: environments.EnvironmentRow,
  code: string,
  values: Record<string, string | number>,
): Promise<void> {
  await environments.addEvent(tx, environment, code, values);
  await environments.notify(tx, environment.id);
}
