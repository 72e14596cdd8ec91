import { HOUR } from '@patchbay/engine/time';
import type { Logger } from 'pino';
import * as dataCenter from '../../features/data-center/inventory.ts';
import { sightOf } from '../../features/data-center/silence.ts';
import type { Tools } from '../step.ts';
import { evacuate } from './relocate.ts';
import { giveUp, suspect, sweepOf, takeBack } from './verdict.ts';

/**
 * Watches the hosts of simulated sites. All that it goes by is in the database and of the world's time, so any number of
 * processes may look, and a skip of the clock does not outrun it.
 */

/** What begins within this time is planned elsewhere at once; what begins later, when it begins. */
const SOON_MS = HOUR;

/** Looks at all of them once, and does what follows. Answers whether there is work that others wait for. */
export async function lookAtPaper(tools: Tools, log: Logger): Promise<boolean> {
  const { dark, back, late } = await sightOf(tools);
  await suspect(tools, dark);
  const lost = await giveUp(tools, late, log);
  const all = [...lost, ...dark.filter(({ status }) => status === 'lost')].map(({ id }) => id);
  let left = 0;
  if (lost.length > 0)
    left += await evacuate(tools, { hostIds: lost.map(({ id }) => id), patienceMs: 0, soonMs: SOON_MS }, log);
  // In every round: whoever began to leave them may have ended halfway.
  left += await evacuate(tools, { hostIds: all, patienceMs: 0, soonMs: null }, log);
  // Where the rest fitted no other way, machines were moved that stand on hosts that answer.
  if (left > 0) await sweepPaper(tools, log);
  if (back.length > 0) await takeBack(tools, tools.drivers.simulated, back, log);
  return left > 0 || back.length > 0;
}

/** Removes from simulated sites whatever nobody wants there any more; hosts that do not answer are swept when they do. */
export async function sweepPaper(tools: Tools, log: Logger): Promise<void> {
  const hosts = await tools.platform.tx(null, async (tx) => {
    const up = (await dataCenter.simulatedHosts(tx)).filter(({ status }) => status === 'up');
    return [...new Set([...up.map(({ siteId }) => siteId), ...up.map(({ id }) => id)])];
  });
  if (hosts.length > 0) await sweepOf(tools, tools.drivers.simulated, hosts, log);
}
