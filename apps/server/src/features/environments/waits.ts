import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../data-center/inventory.ts';
import type { Booked } from '../reservations/slots.ts';
import * as repository from './repository.ts';

type Slot = Pick<Booked['slot'], 'id' | 'environmentId' | 'state' | 'strandedFrom'>;

/**
 * The names of the lost hosts that slots wait for: the one that a slot had to leave, or the one that it runs on and that
 * is given time to come back. Slots that wait for none are left out.
 */
export async function lostHosts(tx: Tx, slots: readonly Slot[]): Promise<Map<string, string>> {
  const silent = await silentHosts(
    tx,
    slots.filter(({ state }) => state === 'running').map(({ environmentId }) => environmentId),
  );
  const lost = slots.flatMap(({ id, environmentId, state, strandedFrom }) => {
    const host = state === 'running' ? silent.get(environmentId) : strandedFrom;
    return host ? [{ id, host }] : [];
  });
  if (lost.length === 0) return new Map();
  const names = await dataCenter.hostNames(tx);
  return new Map(lost.map(({ id, host }) => [id, names.get(host) ?? '']));
}

/** Of environments that run, a host that does not answer any more. */
async function silentHosts(tx: Tx, environmentIds: readonly string[]): Promise<Map<string, string>> {
  if (environmentIds.length === 0) return new Map();
  const placed = await repository.hostsOf(tx, environmentIds);
  const answering = new Set(
    await dataCenter.answering(
      tx,
      placed.map(({ host }) => host),
    ),
  );
  const silent = placed.filter(({ host }) => !answering.has(host));
  return new Map(silent.map(({ environmentId, host }) => [environmentId, host]));
}
