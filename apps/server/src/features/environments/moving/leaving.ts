import type { HostClaim } from '@patchbay/engine/placement';
import { readySeconds } from '@patchbay/engine/design';
import { recoveryCredit } from '@patchbay/engine/sla';
import { SECOND } from '@patchbay/engine/time';
import type { Tx } from '../../../db/pool.ts';
import * as dataCenter from '../../data-center/inventory.ts';
import { bookedModel } from '../../reservations/booked-design.ts';
import * as slots from '../../reservations/slots.ts';
import type { Booked } from '../../reservations/slots.ts';
import * as usage from '../../usage/service.ts';
import * as kept from '../kept.ts';
import { replan } from './replan.ts';
import * as repository from '../repository.ts';

/** What becomes of one slot when an operator empties hosts. */
export interface Leaving {
  readonly slotId: string;
  readonly environmentId: string;
  readonly channelId: string;
  readonly start: number;
  readonly end: number;
  /** Whether it runs, so that its machines stop here and start there. */
  readonly runs: boolean;
  readonly machines: number;
  /** Where they go; null where they stay until the slot is over. */
  readonly to: readonly string[] | null;
  /** Why they stay. */
  readonly stays: 'full' | 'real' | null;
  /** Typical time without them; 0 for what does not run. */
  readonly seconds: number;
  /** What is owed where that is longer than promised. */
  readonly creditMicros: number;
}

type Claims = Awaited<ReturnType<typeof slots.hostClaimsOf>>;

/** Which hosts are emptied, and why: they are drained, or worked on for a time that touches the slot. */
export interface From {
  readonly hostIds: readonly string[];
  readonly why: 'drain' | 'maintenance';
}

/**
 * Moves what a slot has on some hosts to other hosts of its site; what stands elsewhere stays. Machines that run are made anew there:
 * their own disks are new, names, addresses and data are kept, and nothing is charged meanwhile. A real host keeps what runs on
 * it, since its data lies there.
 */
export async function leave(tx: Tx, slotId: string, from: From): Promise<Leaving | null> {
  const booked = await slots.bySlot(tx, slotId);
  if (!booked) return null;
  const { slot, reservation } = booked;
  // It holds its hosts until it is taken down, and goes nowhere else before.
  if (slot.during.end <= tx.now) return null;
  const claims = await slots.hostClaimsOf(tx, slotId);
  const left = new Set(from.hostIds);
  const gone = claims.filter((claim) => left.has(claim.hostId));
  const environment = await repository.environmentById(tx, slot.accountId, slot.environmentId);
  if (!environment || gone.length === 0) return null;
  const runs = slot.state !== 'scheduled';
  const found = {
    slotId,
    environmentId: slot.environmentId,
    channelId: reservation.channelId,
    start: slot.during.start,
    end: slot.during.end,
    runs,
    machines: gone.length,
  };
  const stay = (stays: 'full' | 'real'): Leaving => ({
    ...found,
    to: null,
    stays,
    seconds: 0,
    creditMicros: 0,
  });
  const real = (await dataCenter.driverOf(tx, environment.siteId)) !== 'simulated';
  if (real && (runs || (await keepsOn(tx, environment.id, left)))) return stay('real');
  const standing = real ? [] : claims.filter((claim) => !left.has(claim.hostId)).map(slots.asHostClaim);
  const hosts = await replan(tx, booked, environment.siteId, null, standing);
  if (typeof hosts === 'string') return stay('full');
  const to = [...new Set(hosts.filter((one) => isOneOf(gone, one)).map((one) => one.hostId))];
  await tell(tx, booked, { from, gone, to });
  const seconds = runs ? readySeconds(await bookedModel(tx, booked)) : 0;
  const down = { start: tx.now, end: tx.now + seconds * SECOND };
  const creditMicros = recoveryCredit(slot.during, down, slot.totalMicros);
  return { ...found, to, stays: null, seconds, creditMicros };
}

/** Machines that run are down from now on, until they are made anew. */
async function tell(
  tx: Tx,
  booked: Booked,
  { from, gone, to }: { from: From; gone: Claims; to: readonly string[] },
): Promise<void> {
  const { slot } = booked;
  const environment = { id: slot.environmentId, accountId: slot.accountId };
  const names = await dataCenter.hostNames(tx);
  const named = (ids: readonly string[]) => [...new Set(ids)].map((id) => names.get(id) ?? '').join(', ');
  const values = {
    from: named(gone.map(({ hostId }) => hostId)),
    to: named(to),
    machines: gone.length,
    ...(from.why === 'maintenance' && { why: from.why }),
  };
  await repository.addEvent(
    tx,
    environment,
    slot.state === 'scheduled' ? 'planned-off' : 'moved-off',
    values,
  );
  if (slot.state !== 'scheduled') {
    await usage.wentDown(tx, [booked], new Map([[slot.environmentId, tx.now]]));
    const owner = { accountId: slot.accountId, environmentId: slot.environmentId, slotId: slot.id };
    await repository.putJob(tx, owner, slot.state === 'starting' ? 'start' : 'mend', tx.now);
  }
  await repository.notify(tx, slot.environmentId);
}

async function keepsOn(tx: Tx, environmentId: string, hosts: ReadonlySet<string>): Promise<boolean> {
  const volumes = await kept.volumesOf(tx, environmentId);
  return volumes.some(({ host, madeAt }) => host !== null && hosts.has(host) && madeAt !== null);
}

const isOneOf = (claims: Claims, { component, idx }: HostClaim) =>
  claims.some((claim) => claim.component === component && claim.idx === idx);
