import type { DesignModel } from '@patchbay/engine/design';
import type { Tx } from '../db/pool.ts';
import * as dataCenter from '../features/data-center/inventory.ts';
import * as kept from '../features/environments/kept.ts';
import { bringTo } from '../features/environments/moving/replan.ts';
import * as environments from '../features/environments/repository.ts';
import * as slots from '../features/reservations/slots.ts';
import type { Booked } from '../features/reservations/slots.ts';
import { keptOf } from '../features/environments/making/desired.ts';

/**
 * A slot follows its data: one that was booked before the data came to lie elsewhere is planned anew there, if that host
 * answers and has room. False where it stays as it is.
 */
export async function followData(
  tx: Tx,
  booked: Booked,
  environment: environments.EnvironmentRow,
  claims: readonly { hostId: string }[],
): Promise<boolean> {
  const home = (await kept.volumesOf(tx, environment.id)).find(({ madeAt }) => madeAt !== null)?.host;
  if (home === undefined || claims.every(({ hostId }) => hostId === home)) return false;
  if ((await dataCenter.answering(tx, [home])).length === 0) return false;
  if (!(await bringTo(tx, booked, environment.siteId, home))) return false;
  const on = (await dataCenter.hostNames(tx)).get(home) ?? '';
  await environments.addEvent(tx, environment, 'follows-data', { on });
  return true;
}

/**
 * Data lies from now on where the machines will be. What that leaves behind, and what of former times it finds, is told;
 * slots that are booked already follow, where there is room.
 */
export async function layData(
  tx: Tx,
  environment: environments.EnvironmentRow,
  model: DesignModel,
  host: string,
): Promise<void> {
  const { left, found } = await kept.putVolumes(tx, environment, keptOf(model), host);
  if (left.length === 0 && found === 0) return;
  const names = await dataCenter.hostNames(tx);
  const from = [...new Set(left)].map((one) => names.get(one) ?? '').join(', ');
  const to = names.get(host) ?? '';
  await environments.addEvent(tx, environment, 'data-left', { from, to, left: left.length, found });
  const ahead = (await slots.lockOpen(tx, environment.id)).filter(({ state }) => state === 'scheduled');
  for (const { id } of ahead) {
    const booked = await slots.bySlot(tx, id);
    if (booked) await bringTo(tx, booked, environment.siteId, host);
  }
}
