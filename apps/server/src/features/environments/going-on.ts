import type { App } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import { env } from '../../env.ts';
import type { Reading } from '../../drivers/driver.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as slots from '../reservations/slots.ts';
import type { Booked } from '../reservations/slots.ts';
import * as outbox from './outbox.ts';
import * as repository from './repository.ts';

/** An environment that runs and goes on with another revision of its design. */

/** What its machines have used so far is asked once; a host that does not answer in this time is counted at the next reading. */
const READ_MS = 3000;

export async function readNow(
  app: App,
  { slot }: Booked,
): Promise<{ generation: number; machines: readonly Reading[] }> {
  const { environment, driver, hosts } = await app.db.platform.tx(null, async (tx) => {
    const row = await repository.environmentById(tx, slot.accountId, slot.environmentId);
    if (!row) throw new Error('a slot without its environment');
    const placed = await slots.hostsOfSlot(tx, slot.id);
    const name = await dataCenter.driverOf(tx, row.siteId);
    const answering = await dataCenter.answering(tx, placed);
    const reached = name === 'simulated' ? [row.siteId, ...answering] : answering;
    return { environment: row, driver: app.drivers[name], hosts: reached };
  });
  const machines = await driver
    .sample(hosts, environment.id, { signal: env.limit(READ_MS) })
    .catch((): Reading[] => []);
  return { generation: environment.generation, machines };
}

/** Whether an earlier change of a slot is not done yet, or what a failure took of it. */
export const isChanging = async (tx: Tx, slotId: string) =>
  (await outbox.isOpen(tx, slotId, 'change')) || (await outbox.isOpen(tx, slotId, 'mend'));

export async function wentOn(tx: Tx, what: { booked: Booked; by: string; revision: number }): Promise<void> {
  const { environmentId, accountId } = what.booked.slot;
  const row = await repository.environmentById(tx, accountId, environmentId);
  if (!row) return;
  await repository.beginStage(tx, row, 'bind', null);
  await repository.addEvent(tx, row, 'revision', { revision: what.revision, by: what.by });
  await repository.notify(tx, environmentId);
}
