import { plan } from '@patchbay/engine/placement';
import { next, START_DEADLINE_MS } from '@patchbay/engine/reservation';
import type { Logger } from 'pino';
import { sqlState, type Tx } from '../db/pool.ts';
import * as dataCenter from '../features/data-center/inventory.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import { modelOf, type Booked } from './desired.ts';
import type { Tools } from './step.ts';

const OVERDRAWN = 'PB001';
/** How often a lost race for room is planned again on fresh data. */
const MAX_PLANS = 5;

/**
 * Moves everything that is to run now away from a host that is lost: a new plan on what is left of the site, a higher
 * generation, and the start job again. Names and addresses stay. Where there is no room the owner is told (CAP-3).
 */
export async function evacuate(tools: Tools, hostId: string, log: Logger): Promise<number> {
  const hit = await tools.platform.tx(null, (tx) => slots.underWayOn(tx, hostId));
  for (const slotId of hit) {
    await move(tools, slotId, hostId).catch((error: unknown) =>
      // The next round tries again.
      log.error({ err: error, slotId, hostId }, 'moving away from a lost host failed'),
    );
  }
  return hit.length;
}

/** One slot; repeating it after it was moved changes nothing. */
export async function move(tools: Tools, slotId: string, from: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await tools.platform.tx(null, (tx) => moveOnce(tx, slotId, from));
      return;
    } catch (error) {
      if (sqlState(error) !== OVERDRAWN || tries === MAX_PLANS) throw error;
    }
  }
}

async function moveOnce(tx: Tx, slotId: string, from: string): Promise<void> {
  const booked = await slots.bySlot(tx, slotId);
  if (!booked || !(await slots.hostClaimsOf(tx, slotId)).some(({ hostId }) => hostId === from)) return;
  const environment = await environments.environmentById(
    tx,
    booked.slot.accountId,
    booked.slot.environmentId,
  );
  if (!environment) throw new Error('a slot without its environment');
  const rest = { start: tx.now, end: booked.slot.during.end };
  const seen = await dataCenter.snapshot(tx, { ...rest, horizonEnd: rest.end });
  const sites = seen.sites.filter(({ id }) => id === environment.siteId);
  // Its own units stay bound: they belong to the site, not to the host.
  const result = plan(await modelOf(tx, booked), { ...seen, sites, pools: unclaimed(seen.pools) }, rest);
  if (!result.fits) return strand(tx, booked, environment, from);
  const parentNo = await slots.currentPlan(tx, slotId);
  if (!(await slots.replaceHosts(tx, { slotId, parentNo, hosts: result.hosts }))) return;
  await restart(tx, booked, environment, from, result.hosts[0]?.hostId ?? '');
}

/** Every pool as if nobody claimed of it. */
function unclaimed<T extends { claims: readonly unknown[] }>(pools: readonly T[]): T[] {
  return pools.map((pool) => ({ ...pool, claims: [] }));
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
  const raised = await environments.nextGeneration(tx, environment);
  if (!raised) throw new Error('the environment was started by somebody else at the same time');
  const lost = (await kept.volumesOf(tx, environment.id)).filter(({ host }) => host === from).length;
  await environments.beginStage(tx, raised, 'bind', null);
  await environments.dropJobs(tx, slot.id, ['watch', 'meter']);
  const owner = { accountId: environment.accountId, environmentId: environment.id, slotId: slot.id };
  await environments.putJob(tx, owner, 'start', tx.now);
  const names = await dataCenter.hostNames(tx);
  await environments.addEvent(tx, environment, 'moved', {
    from: names.get(from) ?? '',
    to: names.get(to) ?? '',
    lost,
  });
  await environments.notify(tx, environment.id);
}

async function strand(
  tx: Tx,
  { slot }: Booked,
  environment: environments.EnvironmentRow,
  from: string,
): Promise<void> {
  const state = next(slot.state, 'strand');
  if (!state || !(await slots.moveSlot(tx, slot.id, 'strand', state, null))) return;
  // Trying again begins anew, wherever there is room by then.
  const raised = await environments.nextGeneration(tx, environment);
  if (raised) await environments.beginStage(tx, raised, 'bind', null);
  await environments.dropJobs(tx, slot.id, ['start', 'watch', 'meter']);
  const names = await dataCenter.hostNames(tx);
  await environments.addEvent(tx, environment, 'stranded', { from: names.get(from) ?? '' });
  await environments.notify(tx, environment.id);
}
