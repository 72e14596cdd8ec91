import {
  RANGES,
  copyKey,
  lapsed,
  rangesWithin,
  segments,
  type DesignModel,
  type Segment,
} from '@patchbay/engine/design';
import type { Tx } from '../db/pool.ts';
import * as kept from '../features/environments/kept.ts';
import * as environments from '../features/environments/repository.ts';
import { newAddresses, type Records } from '../features/environments/making/desired.ts';
import { bounded, type Subject } from './step.ts';

/** Blocks of addresses that others use on the hosts of an environment. */
export async function takenOn({ driver, hosts }: Subject, gone: AbortSignal): Promise<string[]> {
  const taken = await Promise.all(hosts.map((host) => driver.takenSubnets(host, bounded(gone))));
  return taken.flat();
}

/** Those that have no private range yet. */
export function bareSegments(model: DesignModel, ranges: Records['ranges']): Segment[] {
  return segments(model).filter(({ at }) => !ranges.has(copyKey(at)));
}

type Given = Pick<Records, 'ranges' | 'addresses'>;

/**
 * Addresses that stay given, once a full network has those of what is no longer drawn back. Only for where nothing of the
 * environment runs: in a slot before, it may be there still.
 */
export async function takeBack(
  tx: Tx,
  environmentId: string,
  model: DesignModel,
  addresses: Records['addresses'],
): Promise<Records['addresses']> {
  const gone = new Set(lapsed(segments(model), addresses));
  if (gone.size === 0) return addresses;
  await kept.takeAddresses(tx, environmentId, [...gone]);
  return addresses.filter((row) => !gone.has(row));
}

/**
 * Private ranges and addresses for whatever has none yet; they are given once and kept.
 * @param taken blocks of addresses that others use where the networks will be
 */
export async function giveAddresses(
  tx: Tx,
  environment: environments.EnvironmentRow,
  model: DesignModel,
  { ranges, addresses }: Given,
  taken: readonly string[],
): Promise<Given> {
  const bare = bareSegments(model, ranges);
  const numbers = rangesWithin(taken);
  for (const { at } of bare) await kept.takeRange(tx, environment, copyKey(at), RANGES, numbers);
  const all = bare.length > 0 ? await kept.rangesOf(tx, environment.id) : ranges;
  const rows = newAddresses(model, all, addresses).map((row) => ({
    ...row,
    environmentId: environment.id,
    accountId: environment.accountId,
  }));
  if (rows.length === 0) return { ranges: all, addresses };
  await environments.insertAddresses(tx, rows);
  // In the order in which they are always read: a machine's spec has it.
  return { ranges: all, addresses: await environments.addressesOf(tx, environment.id) };
}
