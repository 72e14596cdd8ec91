import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import { SECOND } from '@patchbay/engine/time';
import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as kept from '../../features/environments/kept.ts';
import { planning, replan } from '../../features/environments/moving/replan.ts';
import * as environments from '../../features/environments/repository.ts';
import type { HitOutcome } from '../../features/failures/dto.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import type { Tools } from '../step.ts';
import { goingTo, hostsOf, readHit, standingOf, type Claims, type Found } from './hit.ts';
import { followUp, nameAll } from './moved.ts';
import { inParts } from './parts.ts';
import { stranded } from './stranded.ts';
import { leaveTogether } from './together.ts';

interface Lost {
  readonly hostIds: readonly string[];
  /** For so long more data on them is worth waiting for; 0 when the time is over. */
  readonly patienceMs: number;
  /** What begins within so long is planned elsewhere as well; null leaves it to its start. */
  readonly soonMs: number | null;
}

/**
 * Moves everything that is to run now away from hosts that are lost: a new plan on what is left of the site, with the same
 * names and addresses. At a simulated site only what was on lost hosts is made anew, and the rest runs on; a real host has all
 * of an environment, which is made anew in a higher generation. Where its site has no room, all of it may go to another one. Where there is
 * none either the owner is told (CAP-3). What has data on a real host waits first, since a host that was
 * silent for a moment comes back with it. Answers how many left.
 *
 * What is at simulated sites is decided together; what cannot be is looked at slot by slot.
 */
export async function evacuate(tools: Tools, lost: Lost, log: Logger): Promise<number> {
  const concerned = (soonMs: number | null) =>
    tools.platform.tx(null, (tx) => slots.concernedOn(tx, lost.hostIds, soonMs));
  const told = new Set<string>();
  let left = 0;
  // What is to run now has the first choice of what is free.
  for (const soonMs of lost.soonMs === null ? [null] : [null, lost.soonMs]) {
    const asked = (await concerned(soonMs)).filter((id) => !told.has(id));
    const { moved, staying } = await leaveTogether(tools, asked, lost.hostIds, log);
    left += moved;
    await inParts(
      staying,
      async (some) => {
        const ids = await tools.platform.tx(null, (tx) => stranded(tx, some, lost.hostIds));
        for (const id of ids) told.add(id);
        return ids.length;
      },
      (error) => log.error({ err: error, hosts: lost.hostIds }, 'stopping what has no host failed'),
    );
  }
  for (const slotId of await concerned(lost.soonMs)) {
    if (told.has(slotId)) continue;
    const leave = () => tools.platform.tx(null, (tx) => leaveHosts(tx, slotId, lost));
    // The next round tries again.
    const gone = await planning(leave).catch((error: unknown) => {
      log.error({ err: error, slotId, hosts: lost.hostIds }, 'moving away from a lost host failed');
      return false;
    });
    if (gone) left += 1;
  }
  return left;
}

/** One slot; repeating it after it was moved changes nothing. False while it waits. */
async function leaveHosts(tx: Tx, slotId: string, { hostIds, patienceMs }: Lost): Promise<boolean> {
  const [found] = await readHit(tx, [slotId], hostIds);
  if (!found) return false;
  const { booked, environment, gone } = found;
  if (booked.slot.state === 'scheduled') return planAhead(tx, found);
  const news = await usage.wentDown(tx, [booked], await environments.lastSeen(tx, [environment.id]));
  if (patienceMs > 0 && (await hasDataOn(tx, environment, gone))) {
    const seconds = Math.ceil(patienceMs / SECOND);
    if (news.size === 0) return false;
    await hit(tx, found, 'waits');
    await tell(tx, environment, 'silent', { host: await nameOf(tx, gone), seconds });
    return false;
  }
  const hosts = await replan(tx, booked, environment.siteId, null, await standingOf(tx, found));
  if (hosts === 'late') return true;
  if (hosts === 'full') await strand(tx, found);
  else if (found.real) await restart(tx, found, [...new Set(hosts.map(({ hostId }) => hostId))]);
  else await followUp(tx, [{ found, to: goingTo(hosts, gone) }]);
  return true;
}

/** A slot that has not begun begins elsewhere; where there is no room, its start finds out what there is by then. */
async function planAhead(tx: Tx, found: Found): Promise<boolean> {
  const { booked, environment, gone } = found;
  const hosts = await replan(tx, booked, environment.siteId, null, await standingOf(tx, found));
  if (hosts === 'late') return false;
  if (hosts === 'full') {
    await hit(tx, found, 'waits');
    await tell(tx, environment, 'at-risk', { host: await nameOf(tx, gone) });
    return false;
  }
  await followUp(tx, [{ found, to: goingTo(hosts, gone) }]);
  return true;
}

const hit = (tx: Tx, { booked, gone }: Found, outcome: HitOutcome, toHosts: readonly string[] = []) =>
  failures.put(tx, [{ booked, lostHosts: gone.map(({ hostId }) => hostId), outcome, toHosts }]);

/** Whether something that an environment keeps has been made on one of these hosts. */
async function hasDataOn(tx: Tx, { id }: environments.EnvironmentRow, gone: Claims): Promise<boolean> {
  const volumes = await kept.volumesOf(tx, id);
  return volumes.some(({ host, madeAt }) => madeAt !== null && gone.some(({ hostId }) => hostId === host));
}

/** Real machines are all made anew on their new host, in a higher generation. What becomes of its data is told there. */
async function restart(tx: Tx, found: Found, to: readonly string[]): Promise<void> {
  const { booked, environment, claims, gone } = found;
  const { slot } = booked;
  const state = next(slot.state, 'move');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'move', state, tx.now + START_DEADLINE_MS)))
    throw new Error('the slot is ending; its plan stays');
  await beginAnew(tx, environment);
  await environments.dropJobs(tx, [slot.id], ['watch', 'meter']);
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: slot.id };
  await environments.putJob(tx, owner, 'start', tx.now);
  await hit(tx, { ...found, gone: claims }, 'moved', to);
  const names = await dataCenter.hostNames(tx);
  const values = { from: nameAll(names, hostsOf(gone)), to: nameAll(names, to), machines: gone.length };
  await tell(tx, environment, 'moved', values);
}

async function beginAnew(tx: Tx, environment: environments.EnvironmentRow): Promise<void> {
  const raised = await environments.nextGeneration(tx, environment);
  if (!raised) throw new Error('the environment was started by somebody else at the same time');
  await environments.beginStage(tx, raised, 'bind', null);
}

async function strand(tx: Tx, found: Found): Promise<void> {
  const {
    booked: { slot },
    environment,
    gone,
  } = found;
  const state = next(slot.state, 'strand');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'strand', state, null))) return;
  await slots.setStranded(tx, [slot.id], gone[0]?.hostId ?? '');
  // Starting again begins anew, wherever there is room by then; at a simulated site with what stands.
  if (found.real) await beginAnew(tx, environment);
  await environments.dropJobs(tx, [slot.id], ['start', 'watch', 'meter']);
  await hit(tx, found, 'stranded');
  await tell(tx, environment, 'stranded', { from: await nameOf(tx, gone) });
}

const nameOf = async (tx: Tx, claims: Claims) => nameAll(await dataCenter.hostNames(tx), hostsOf(claims));

async function tell(
  tx: Tx,
  environment: environments.EnvironmentRow,
  code: string,
  values: Record<string, string | number>,
): Promise<void> {
  await environments.addEvent(tx, environment, code, values);
  await environments.notify(tx, environment.id);
}
