import { copyKey, segments, type Copy, type DesignModel } from '@patchbay/engine/design';
import type { HostClaim } from '@patchbay/engine/placement';
import { hashOf } from '../../../db/ids.ts';
import type { Tx } from '../../../db/pool.ts';
import { together } from '../../../db/together.ts';
import * as slots from '../../reservations/slots.ts';
import type { Booked } from '../../reservations/slots.ts';
import * as kept from '../kept.ts';
import * as environments from '../repository.ts';
import { describe, newAddresses, type Records, type Wanted } from './desired.ts';

/** What becomes of each machine when an environment goes on with another design. */
export interface Effect {
  readonly kept: readonly Copy[];
  /** Of the same part, and made anew. */
  readonly remade: readonly Copy[];
  readonly added: readonly Copy[];
  readonly removed: readonly Copy[];
}

interface Going {
  readonly booked: Booked;
  readonly before: DesignModel;
  readonly after: DesignModel;
  /** Where the machines of the new design would be. */
  readonly hosts: readonly HostClaim[];
  readonly real: boolean;
}

/** Ranges that no network has, for those that are still to be given one. */
const TO_BE_GIVEN = 1_000_000;

/** Compares what is described of both, as whoever makes it will: a machine is kept where nothing of it differs. */
export async function effectOf(tx: Tx, { booked, before, after, hosts, real }: Going): Promise<Effect> {
  const { slot } = booked;
  const environment = await environments.environmentById(tx, slot.accountId, slot.environmentId);
  if (!environment) throw new Error('a slot without its environment');
  const [claims, ranges, addresses, units] = await together(
    slots.hostClaimsOf(tx, slot.id),
    kept.rangesOf(tx, environment.id),
    environments.addressesOf(tx, environment.id),
    slots.boundUnits(tx, slot.id),
  );
  const records: Omit<Records, 'model' | 'claims'> = {
    environment,
    ranges,
    addresses,
    units,
    asked: new Map(),
  };
  const all = new Map(ranges);
  for (const [n, { at }] of segments(after).entries())
    if (!all.has(copyKey(at))) all.set(copyKey(at), TO_BE_GIVEN + n);
  const given = [...addresses, ...newAddresses(after, all, addresses)];
  return compared(
    describe({ ...records, model: before, claims }, real),
    describe({ ...records, model: after, claims: hosts, ranges: all, addresses: given }, real),
  );
}

/** @param before what stands @param after what is to stand */
function compared(before: readonly Wanted[], after: readonly Wanted[]): Effect {
  const was = new Map(before.map((one) => [nameOf(one), one]));
  const isSame = (one: Wanted) => {
    const old = was.get(nameOf(one));
    return old?.host === one.host && hashOf(old.spec) === hashOf(one.spec);
  };
  const changed = new Set(after.filter((one) => !isSame(one)).map(nameOf));
  const machines = after.filter(isMachine);
  const stays = (one: Wanted) => isSame(one) && !networksOf(one).some((name) => changed.has(name));
  const now = new Set(machines.map(nameOf));
  return {
    kept: machines.filter(stays).map(copyOf),
    remade: machines.filter((one) => was.has(nameOf(one)) && !stays(one)).map(copyOf),
    added: machines.filter((one) => !was.has(nameOf(one))).map(copyOf),
    removed: before.filter((one) => isMachine(one) && !now.has(nameOf(one))).map(copyOf),
  };
}

const isMachine = ({ spec }: Wanted) => spec.form === 'machine';
const nameOf = ({ spec, key }: Wanted) => `${spec.form} ${copyKey(key)}`;
const copyOf = ({ key: { component, idx } }: Wanted): Copy => ({ component, idx });

/** The networks that a machine hangs on: one that is made anew takes it along. */
export function networksOf({ spec }: Wanted): string[] {
  return spec.form === 'machine' ? spec.interfaces.map(({ network }) => `network ${copyKey(network)}`) : [];
}
