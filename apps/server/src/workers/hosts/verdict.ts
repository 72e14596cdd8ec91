import type { Logger } from 'pino';
import type { Driver } from '../../drivers/driver.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as engines from '../../features/data-center/engines.ts';
import type { Watched } from '../../features/data-center/silence.ts';
import * as environments from '../../features/environments/repository.ts';
import * as failures from '../../features/failures/hits.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Tools } from '../step.ts';
import { resume } from './resume.ts';
import { sweep } from './sweep.ts';

/** A host missed one answer: that is no reason yet. */
export async function suspect(tools: Tools, hosts: readonly Watched[]): Promise<void> {
  const up = hosts.filter(({ status }) => status === 'up').map(({ id }) => id);
  if (up.length === 0) return;
  await tools.platform.tx(null, (tx) => engines.moveStatuses(tx, up, 'up', 'suspect'));
}

/** Hosts that were silent for too long are lost, all of them as one failure as far as that shows. Answers which were not so before. */
export async function giveUp(tools: Tools, hosts: readonly Watched[], log: Logger): Promise<Watched[]> {
  if (hosts.length === 0) return [];
  return tools.platform.tx(null, async (tx) => {
    const asked = hosts.map(({ id }) => id);
    const moved = new Set(await engines.moveStatuses(tx, asked, 'suspect', 'lost'));
    const lost = hosts.filter(({ id }) => moved.has(id));
    if (lost.length === 0) return lost;
    log.warn({ hosts: lost.map(({ id }) => id) }, 'hosts are lost');
    await failures.open(
      tx,
      lost.map(({ id, statusSince }) => ({ id, since: statusSince })),
    );
    return lost;
  });
}

/**
 * Hosts answer again. Those that were lost are swept before they take work: what ran there may run elsewhere by now. What
 * waited for them is looked at, and what has no host is started again.
 */
export async function takeBack(
  tools: Tools,
  driver: Driver,
  hosts: readonly Watched[],
  log: Logger,
): Promise<void> {
  const lost = hosts.filter(({ status }) => status === 'lost').map(({ id }) => id);
  if (lost.length > 0) {
    // What belongs to no host of a simulated site is kept under the site's own name.
    const sites = driver.real ? [] : await tools.platform.tx(null, (tx) => dataCenter.sitesOf(tx, lost));
    await sweepOf(tools, driver, [...sites, ...lost], log);
    // Not up before what has no host has begun again: until then whoever skips the world's clock waits.
    await tools.platform.tx(null, async (tx) => {
      for (const id of lost) await engines.moveStatus(tx, id, 'lost', 'suspect');
      await failures.returned(tx, lost);
    });
    await resume(tools, log);
  }
  await tools.platform.tx(null, async (tx) => {
    const ids = hosts.map(({ id }) => id);
    for (const id of ids) await engines.moveStatus(tx, id, 'suspect', 'up');
    for (const slotId of await slots.concernedOn(tx, ids, null))
      await environments.moveJob(tx, slotId, 'watch', tx.now);
  });
}

export async function sweepOf(
  tools: Tools,
  driver: Driver,
  hosts: readonly string[],
  log: Logger,
): Promise<void> {
  const gone = await sweep(tools, driver, hosts);
  if (gone.length > 0) log.warn({ hosts, count: gone.length }, 'swept what nobody wants any more');
}
