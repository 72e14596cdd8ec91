import type { Tx } from '../../db/pool.ts';
import type { Driver, Observed } from '../../drivers/driver.ts';
import * as kept from '../../features/environments/kept.ts';
import * as slots from '../../features/reservations/slots.ts';
import { bounded, removeAll, type Tools } from '../step.ts';

/**
 * Removes from hosts whatever of ours nobody wants there any more: former generations, copies that a lost host brings
 * back, what a worker made that had been asleep, data whose time is over. Looks first and asks afterwards what is wanted: whatever was seen was
 * wanted before it was made, so nothing new is taken for old.
 */
export async function sweep(tools: Tools, driver: Driver, hosts: readonly string[]): Promise<Observed[]> {
  const seen = await driver.list(hosts, null, bounded());
  if (seen.length === 0) return [];
  const stale = await tools.platform.tx(null, async (tx) => {
    await kept.forgetExpired(tx);
    return staleOf(tx, seen);
  });
  await removeAll({ driver }, stale);
  return stale;
}

async function staleOf(tx: Tx, seen: readonly Observed[]): Promise<Observed[]> {
  const ids = [...new Set(seen.map(({ key }) => key.environmentId))];
  const placed = await slots.placedNow(tx, ids);
  const data = new Set(
    (await kept.placesOf(tx, ids)).map(
      (row) => `${row.environmentId} ${row.component} ${row.idx} ${row.host}`,
    ),
  );
  return seen.filter(({ key, form, host }) => {
    if (form === 'volume') return !data.has(`${key.environmentId} ${key.component} ${key.idx} ${host}`);
    const now = placed.get(key.environmentId);
    if (!now || now.generation !== key.generation || !now.hosts.has(host)) return true;
    return form === 'machine' && !now.machines.has(`${key.component} ${key.idx} ${host}`);
  });
}
