import type { HostClaim } from '@patchbay/engine/placement';
import type { Tx } from '../../db/pool.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import { groupBy } from '../../features/data-center/group-by.ts';
import * as environments from '../../features/environments/repository.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Booked } from '../../features/reservations/slots.ts';

export type Claims = Awaited<ReturnType<typeof slots.hostClaimsOf>>;

/** A slot that has machines on lost hosts: its claims, and those of them that are there. */
export interface Found {
  readonly booked: Booked;
  readonly environment: environments.EnvironmentRow;
  readonly real: boolean;
  readonly claims: Claims;
  readonly gone: Claims;
}

/** Some slots as they are now, in the order of their starts; those that have nothing on these hosts are left out. */
export async function readHit(
  tx: Tx,
  slotIds: readonly string[],
  hostIds: readonly string[],
): Promise<Found[]> {
  const booked = await slots.bySlots(tx, slotIds);
  const owners = booked.map(({ slot }) => slot.environmentId);
  const found = new Map((await environments.environmentsById(tx, owners)).map((row) => [row.id, row]));
  const claimsOf = groupBy(await slots.hostClaimsOfAll(tx, slotIds), ({ slotId }) => slotId);
  const real = new Set((await dataCenter.places(tx)).flatMap((site) => (site.real ? [site.siteId] : [])));
  const lost = new Set(hostIds);
  return booked.flatMap((one): Found[] => {
    const environment = found.get(one.slot.environmentId);
    if (!environment) throw new Error('a slot without its environment');
    const claims = claimsOf.get(one.slot.id) ?? [];
    const gone = claims.filter(({ hostId }) => lost.has(hostId));
    if (gone.length === 0) return [];
    return [{ booked: one, environment, real: real.has(environment.siteId), claims, gone }];
  });
}

/** What runs on where it is: machines of a simulated site, on hosts that answer. Real machines stand on one host. */
export async function standingOf(tx: Tx, { real, claims, gone }: Found): Promise<HostClaim[]> {
  if (real) return [];
  const others = claims.filter((claim) => !gone.includes(claim));
  const up = new Set(await dataCenter.answering(tx, [...new Set(others.map(({ hostId }) => hostId))]));
  return others.filter(({ hostId }) => up.has(hostId)).map(slots.asHostClaim);
}

/** Where the machines that were on lost hosts are to be from now on. */
export const goingTo = (hosts: readonly HostClaim[], gone: Claims): string[] => [
  ...new Set(
    hosts
      .filter((one) => gone.some(({ component, idx }) => component === one.component && idx === one.idx))
      .map(({ hostId }) => hostId),
  ),
];

export const hostsOf = (claims: Claims): string[] => [...new Set(claims.map(({ hostId }) => hostId))];
