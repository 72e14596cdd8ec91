import type { HostClaim } from '@patchbay/engine/placement';
import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import { SECOND } from '@patchbay/engine/time';
import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as kept from '../../features/environments/kept.ts';
import { planning, replan } from '../../features/environments/moving/replan.ts';
import * as environments from '../../features/environments/repository.ts';
import { startAgain } from '../../features/environments/start-again.ts';
import type { HitOutcome } from '../../features/failures/dto.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Booked } from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import type { Tools } from '../step.ts';

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
 * of an environment, which is made anew in a higher generation. Where there is no room the owner is told (CAP-3). What has data there waits first, since a host that was
 * silent for a moment comes back with it. Answers how many left.
 */
export async function evacuate(tools: Tools, lost: Lost, log: Logger): Promise<number> {
  const hit = await tools.platform.tx(null, (tx) => slots.concernedOn(tx, lost.hostIds, lost.soonMs));
  let left = 0;
  for (const slotId of hit) {
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

/** A slot that is hit: its claims, and those of them that are on lost hosts. */
interface Found {
  readonly booked: Booked;
  readonly environment: environments.EnvironmentRow;
  readonly real: boolean;
  readonly claims: Claims;
  readonly gone: Claims;
}
type Claims = Awaited<ReturnType<typeof slots.hostClaimsOf>>;

/** One slot; repeating it after it was moved changes nothing. False while it waits. */
async function leaveHosts(tx: Tx, slotId: string, { hostIds, patienceMs }: Lost): Promise<boolean> {
  const read = await readSlot(tx, slotId);
  const claims = await slots.hostClaimsOf(tx, slotId);
  const gone = claims.filter(({ hostId }) => hostIds.includes(hostId));
  if (!read || gone.length === 0) return false;
  const found = { ...read, claims, gone };
  const { booked, environment } = found;
  if (booked.slot.state === 'scheduled') return planAhead(tx, found);
  const news = await usage.wentDown(tx, booked, await environments.lastSeen(tx, environment));
  if (patienceMs > 0 && (await hasDataOn(tx, environment, gone))) {
    const seconds = Math.ceil(patienceMs / SECOND);
    if (!news) return false;
    await hit(tx, found, 'waits');
    await tell(tx, environment, 'silent', { host: await nameOf(tx, gone), seconds });
    return false;
  }
  const hosts = await replan(tx, booked, environment.siteId, null, await standingOf(tx, found));
  if (hosts === 'late') return true;
  if (hosts === 'full') await strand(tx, found);
  else if (found.real) await restart(tx, found, hosts);
  else await mend(tx, found, hosts);
  return true;
}

/** What runs on where it is: machines of a simulated site, on hosts that answer. Real machines stand on one host. */
async function standingOf(tx: Tx, { real, claims, gone }: Found): Promise<HostClaim[]> {
  if (real) return [];
  const others = claims.filter((claim) => !gone.includes(claim));
  const up = new Set(await dataCenter.answering(tx, [...new Set(others.map(({ hostId }) => hostId))]));
  return others.filter(({ hostId }) => up.has(hostId)).map(slots.asHostClaim);
}

/** Where the machines that were on lost hosts are to be from now on. */
const goingTo = (hosts: readonly HostClaim[], gone: Claims) => [
  ...new Set(
    hosts
      .filter((one) => gone.some(({ component, idx }) => component === one.component && idx === one.idx))
      .map(({ hostId }) => hostId),
  ),
];

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
  await hit(tx, found, 'planned', goingTo(hosts, gone));
  await tell(tx, environment, 'planned-elsewhere', {
    from: await nameOf(tx, gone),
    to: await namesOf(tx, goingTo(hosts, gone)),
  });
  return true;
}

/** Only what was on lost hosts is made anew; the rest runs on, in the same generation. */
async function mend(tx: Tx, found: Found, hosts: readonly HostClaim[]): Promise<void> {
  const { booked, environment, gone } = found;
  const { slot } = booked;
  if (slot.state === 'starting') {
    const state = next(slot.state, 'move');
    if (!state || !(await slots.moveSlot(tx, slot.id, 'move', state, tx.now + START_DEADLINE_MS)))
      throw new Error('the slot is ending; its plan stays');
  }
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: slot.id };
  const job = slot.state === 'starting' ? 'start' : 'mend';
  await environments.putJob(tx, owner, job, tx.now);
  await hit(tx, found, 'moved', goingTo(hosts, gone));
  await tellMoved(tx, environment, gone, goingTo(hosts, gone));
}

const hit = (tx: Tx, { booked, gone }: Found, outcome: HitOutcome, toHosts: readonly string[] = []) =>
  failures.put(tx, booked, {
    lostHosts: gone.map(({ hostId }) => hostId),
    outcome,
    toHosts,
  });

async function readSlot(tx: Tx, slotId: string) {
  const booked = await slots.bySlot(tx, slotId);
  if (!booked) return null;
  const { accountId, environmentId } = booked.slot;
  const environment = await environments.environmentById(tx, accountId, environmentId);
  if (!environment) throw new Error('a slot without its environment');
  const real = (await dataCenter.driverOf(tx, environment.siteId)) !== 'simulated';
  return { booked, environment, real };
}

/** Whether something that an environment keeps has been made on one of these hosts. */
async function hasDataOn(tx: Tx, { id }: environments.EnvironmentRow, gone: Claims): Promise<boolean> {
  const volumes = await kept.volumesOf(tx, id);
  return volumes.some(({ host, madeAt }) => madeAt !== null && gone.some(({ hostId }) => hostId === host));
}

async function restart(tx: Tx, found: Found, hosts: readonly HostClaim[]): Promise<void> {
  const {
    booked: { slot },
    environment,
    claims,
  } = found;
  const state = next(slot.state, 'move');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'move', state, tx.now + START_DEADLINE_MS)))
    throw new Error('the slot is ending; its plan stays');
  await beginAnew(tx, environment);
  await environments.dropJobs(tx, slot.id, ['watch', 'meter']);
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: slot.id };
  await environments.putJob(tx, owner, 'start', tx.now);
  const to = [...new Set(hosts.map(({ hostId }) => hostId))];
  await hit(tx, { ...found, gone: claims }, 'moved', to);
  await tellMoved(tx, environment, found.gone, to);
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
  gone: Claims,
  to: readonly string[],
): Promise<void> {
  const values = { from: await nameOf(tx, gone), to: await namesOf(tx, to), machines: gone.length };
  await tell(tx, environment, 'moved', values);
}

async function strand(tx: Tx, found: Found): Promise<void> {
  const {
    booked: { slot },
    environment,
    gone,
  } = found;
  const state = next(slot.state, 'strand');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'strand', state, null))) return;
  await slots.setStranded(tx, slot.id, gone[0]?.hostId ?? '');
  // Starting again begins anew, wherever there is room by then; at a simulated site with what stands.
  if (found.real) await beginAnew(tx, environment);
  await environments.dropJobs(tx, slot.id, ['start', 'watch', 'meter']);
  await hit(tx, found, 'stranded');
  await tell(tx, environment, 'stranded', { from: await nameOf(tx, gone) });
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
  const found = await readSlot(tx, slotId);
  if (!found?.booked.slot.strandedFrom) return false;
  const { booked, environment } = found;
  const claims = await slots.hostClaimsOf(tx, slotId);
  const placed = [...new Set(claims.map(({ hostId }) => hostId))];
  let on = placed;
  if ((await dataCenter.answering(tx, placed)).length < placed.length) {
    const hosts = await replan(tx, booked, environment.siteId, null);
    if (typeof hosts === 'string') return false;
    on = [...new Set(hosts.map(({ hostId }) => hostId))];
    await failures.setOutcome(tx, slotId, { outcome: 'moved', toHosts: on });
    await tellMoved(tx, environment, claims, on);
  } else await failures.setOutcome(tx, slotId, { outcome: 'returned' });
  return startAgain(tx, booked.slot, 'starts-again', { on: await namesOf(tx, on) });
}

const nameOf = (tx: Tx, claims: Claims) => namesOf(tx, [...new Set(claims.map(({ hostId }) => hostId))]);

async function namesOf(tx: Tx, hostIds: readonly string[]): Promise<string> {
  const names = await dataCenter.hostNames(tx);
  return hostIds.map((id) => names.get(id) ?? '').join(', ');
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
