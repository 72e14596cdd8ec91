import type { App } from '../../../context.ts';
import { newId } from '../../../db/ids.ts';
import type { Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import * as catalogs from '../../catalog/service.ts';
import * as environments from '../../environments/service.ts';
import * as slots from '../../reservations/slots.ts';
import { isDemo } from '../../world/clock.ts';
import * as engines from '../engines.ts';
import * as dataCenter from '../repository.ts';
import { firstPools } from './first-pools.ts';
import * as pools from './pool-repository.ts';
import * as repository from './repository.ts';

/** A site of paper, with its pools: a little of everything, and a licence pool for each thing that needs one. */
export async function addSite(app: App, input: { name: string; grade: number }): Promise<{ id: string }> {
  return app.db.platform.tx(null, async (tx) => {
    await repository.lockEditing(tx);
    await refuseReal(tx);
    await refuseSiteName(tx, input.name, null);
    const id = newId('site');
    const { catalog } = await catalogs.newestCatalog(tx);
    await engines.insertSite(tx, { ...input, id, driver: 'simulated' }, firstPools(id, catalog));
    return { id };
  });
}

export async function changeSite(
  app: App,
  { siteId, ...row }: { siteId: string; name: string; grade: number },
): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    await repository.lockEditing(tx);
    const site = await openSite(tx, siteId);
    await refuseSiteName(tx, row.name, siteId);
    if (row.grade !== site.grade) await refuseBooked(tx, siteId);
    await repository.changeSite(tx, siteId, row);
  });
  return { ok: true };
}

/**
 * Takes a site out of the inventory, once nothing stands there and no environment is at home there. Of its pools there is nothing
 * from then on: whoever books waits for that, and finds no room.
 */
export async function retireSite(app: App, siteId: string): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockEditing(tx);
    await openSite(tx, siteId);
    await pools.lockPoolsAt(tx, siteId);
    if ((await dataCenter.hostsAt(tx, [siteId])).length > 0) throw stillThere('hosts');
    const atHome = await environments.countAt(tx, siteId);
    if (atHome > 0) throw stillThere('environments', atHome);
    await pools.closePoolsAt(tx, at, siteId);
    await repository.changeSite(tx, siteId, { retiredAt: at });
  });
  return { ok: true };
}

export async function addRack(app: App, input: { siteId: string; name: string }): Promise<{ id: string }> {
  return app.db.platform.tx(null, async (tx) => {
    await repository.lockEditing(tx);
    await openSite(tx, input.siteId);
    await refuseRackName(tx, input.siteId, input.name, null);
    const id = newId('rack');
    await repository.insertRacks(tx, [{ id, ...input }]);
    return { id };
  });
}

export async function changeRack(
  app: App,
  { rackId, name }: { rackId: string; name: string },
): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    await repository.lockEditing(tx);
    const row = await repository.rackById(tx, rackId);
    if (!row) throw notFound('rack');
    await refuseRackName(tx, row.siteId, name, rackId);
    await repository.changeRack(tx, rackId, { name });
  });
  return { ok: true };
}

export async function retireRack(app: App, rackId: string): Promise<{ ok: true }> {
  await app.db.platform.tx(null, async (tx) => {
    const at = await repository.lockEditing(tx);
    const row = await repository.rackById(tx, rackId);
    if (!row) throw notFound('rack');
    const stands = (await dataCenter.hostsAt(tx, [row.siteId])).some((host) => host.rackId === rackId);
    if (stands) throw stillThere('hosts');
    await repository.changeRack(tx, rackId, { retiredAt: at });
  });
  return { ok: true };
}

/** Where every host has an engine, none is made up beside them. */
export async function refuseReal(tx: Tx): Promise<void> {
  if (!(await isDemo(tx)))
    throw new PatchbayError(
      'CONFLICT',
      'This world is one of real engines: a host comes in by its engine, and its site with it. Nothing was changed; add the host by its address.',
      { issues: ['real'] },
    );
}

export async function openSite(tx: Tx, id: string) {
  const found = (await dataCenter.openSites(tx)).find((site) => site.id === id);
  if (!found) throw notFound('site');
  return found;
}

/** What is booked is charged by the grade of its site, which therefore stays while anything is (MTR-2). */
async function refuseBooked(tx: Tx, siteId: string): Promise<void> {
  await repository.lockSite(tx, siteId);
  const n = await slots.countOpenAt(tx, siteId);
  if (n === 0) return;
  const what = n === 1 ? '1 reservation that is not over has' : `${n} reservations that are not over have`;
  throw new PatchbayError(
    'CONFLICT',
    `${what} the price of this grade. Nothing was changed; the grade can change once none has.`,
    { issues: ['booked'] },
  );
}

async function refuseSiteName(tx: Tx, name: string, own: string | null): Promise<void> {
  const others = (await dataCenter.openSites(tx)).filter(({ id }) => id !== own);
  if (others.some((site) => site.name === name)) throw taken(`A site is called ${name}`);
}

async function refuseRackName(tx: Tx, siteId: string, name: string, own: string | null): Promise<void> {
  const others = (await repository.openRacks(tx, [siteId])).filter(({ id }) => id !== own);
  if (others.some((rack) => rack.name === name)) throw taken(`A rack of this site is called ${name}`);
}

function taken(what: string): PatchbayError {
  return new PatchbayError('CONFLICT', `${what} already. Nothing was changed; choose another name.`, {
    issues: ['taken'],
  });
}

function stillThere(what: 'hosts' | 'environments', count = 0): PatchbayError {
  const why = {
    hosts: 'Hosts stand there still. Nothing was changed; move or remove them first.',
    environments: `${count} ${count === 1 ? 'environment is' : 'environments are'} at home there: with a slot that is not over, or with data or addresses that are kept for the next one. Nothing was changed; wait until they are kept no longer, or ask their owners to release them.`,
  };
  return new PatchbayError('CONFLICT', why[what], { issues: [what] });
}
