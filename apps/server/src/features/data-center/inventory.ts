import type { HostView, PoolView, Snapshot } from '@patchbay/engine/placement';
import { overlaps, type Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import type { DriverName } from '../../drivers/driver.ts';
import { demoInventory } from './demo-inventory.ts';
import type { HostStatus } from './dto.ts';
import { groupBy } from './group-by.ts';
import * as closings from './maintenance/repository.ts';
import { withClosures } from './maintenance/closing.ts';
import { closedStorage, STORAGE } from './real-pools.ts';
import * as repository from './repository.ts';

/**
 * What the planner sees: inventory at its least over the slot, and every live claim up to the horizon, those of some slots
 * left out, which are about to give them up.
 */
export async function snapshot(
  tx: Tx,
  window: { start: number; end: number; horizonEnd: number },
  without: ReadonlySet<string> = new Set(),
): Promise<Snapshot> {
  const sites = await repository.openSites(tx);
  const hosts = await repository.hosts(tx);
  const capacities = new Map(
    (await repository.hostCapacities(tx, window.start, window.end)).map((row) => [row.hostId, row]),
  );
  const closures = groupBy(
    await closings.closures(tx, window.start, window.horizonEnd),
    (closure) => closure.hostId,
  );
  const pools = await repository.poolsWithCapacity(tx, window.start, window.end);
  const hostClaims = groupBy(
    (await repository.hostClaims(tx, window.start, window.horizonEnd)).filter(
      ({ slotId }) => !without.has(slotId),
    ),
    (claim) => claim.hostId,
  );
  const poolClaims = groupBy(
    (await repository.poolClaims(tx, window.start, window.horizonEnd)).filter(
      ({ slotId }) => !without.has(slotId),
    ),
    (claim) => claim.poolId,
  );
  const seen = hosts.flatMap((host): HostView[] => {
    const capacity = capacities.get(host.id);
    if (!capacity) return [];
    const { hostId: _, ...vector } = capacity;
    const claims = hostClaims.get(host.id) ?? [];
    return [seenHost(host, vector, withClosures(vector, claims, closures.get(host.id) ?? []))];
  });
  const real = new Set(sites.filter(({ driver }) => driver !== 'simulated').map(({ id }) => id));
  return {
    sites: sites.map(({ id, name }) => ({ id, name, real: real.has(id) })),
    hosts: seen,
    pools: pools.map((pool) => {
      const claims = poolClaims.get(pool.id) ?? [];
      if (pool.resourceClass !== STORAGE || !real.has(pool.siteId)) return { ...pool, closed: 0, claims };
      const isClosed = (id: string) =>
        closures.get(id)?.some(({ during }) => overlaps(during, window)) ?? false;
      const shut = seen.filter(
        ({ id, siteId, takesWork }) => siteId === pool.siteId && (!takesWork || isClosed(id)),
      );
      const away = new Set(shut.flatMap(({ id }) => hostClaims.get(id) ?? []).map(({ slotId }) => slotId));
      const there = claims.filter(({ slotId }) => away.has(slotId));
      const closed = closedStorage(shut, there, { start: window.start, end: window.horizonEnd });
      return { ...pool, closed, claims: claims.filter(({ slotId }) => !away.has(slotId)) };
    }),
  };
}

/** Which hosts of a site are looked at: of some architectures, and at most so many of them, spread over the site. */
export interface Among {
  readonly archs: ReadonlySet<string>;
  readonly atMost: number;
}

/** The hosts of one site that take new work, as the planner sees them, for a plan that takes nothing else. */
export async function openHosts(
  tx: Tx,
  siteId: string,
  { start, end }: Interval,
  { archs, atMost }: Among,
): Promise<HostView[]> {
  const open = (await repository.hostsAt(tx, [siteId])).filter(
    (host) => takesWork(host) && archs.has(host.arch),
  );
  const every = Math.max(1, open.length / atMost);
  const hosts = open.filter((_, n) => Math.floor(n / every) > Math.floor((n - 1) / every));
  if (hosts.length === 0) return [];
  const ids = hosts.map(({ id }) => id);
  const loads = await repository.hostLoads(tx, ids, start, end);
  const closures = groupBy(await closings.closures(tx, start, end), (closure) => closure.hostId);
  return hosts.flatMap((host) => {
    const load = loads.get(host.id);
    if (!load) return [];
    const claims = withClosures(load.capacity, load.claims, closures.get(host.id) ?? []);
    return [seenHost(host, load.capacity, claims)];
  });
}

/** The pools of one simulated site as the planner sees them. */
export async function poolsAt(tx: Tx, siteId: string, { start, end }: Interval): Promise<PoolView[]> {
  const pools = await repository.poolsWithCapacity(tx, start, end, siteId);
  const claims = groupBy(await repository.poolClaims(tx, start, end, { siteId }), ({ poolId }) => poolId);
  return pools.map((pool) => ({ ...pool, closed: 0, claims: claims.get(pool.id) ?? [] }));
}

function seenHost(
  host: repository.HostRow,
  capacity: HostView['capacity'],
  claims: HostView['claims'],
): HostView {
  const { id, siteId, arch, clockMhz } = host;
  return { id, siteId, arch, clockMhz, takesWork: takesWork(host), capacity, claims };
}

/** One missed answer is no reason against it yet. */
const takesWork = ({ status, draining }: repository.HostRow) => status !== 'lost' && !draining;

export async function siteNames(tx: Tx): Promise<Map<string, string>> {
  return new Map((await repository.sites(tx)).map((site) => [site.id, site.name]));
}

/** What each site's prices are multiplied by is in the price book, by its grade. */
export async function siteGrades(tx: Tx): Promise<Map<string, number>> {
  return new Map((await repository.sites(tx)).map((site) => [site.id, site.grade]));
}

/** Sites in the order in which they are tried. */
export async function places(tx: Tx) {
  const rows = await repository.openSites(tx);
  return rows.map(({ id, name, driver, grade }) => ({
    siteId: id,
    name,
    real: driver !== 'simulated',
    grade,
  }));
}

/** What the hosts of a site are reached through. */
export async function driverOf(tx: Tx, siteId: string): Promise<DriverName> {
  const site = (await repository.sites(tx)).find(({ id }) => id === siteId);
  if (!site) throw new Error(`there is no site ${siteId}`);
  return site.driver;
}

/** What a host is reached through; null for a host that was never there. */
export async function driverOfHost(tx: Tx, hostId: string): Promise<DriverName | null> {
  const host = (await repository.hosts(tx)).find(({ id }) => id === hostId);
  return host ? driverOf(tx, host.siteId) : null;
}

/** Those of some hosts that are not known to be lost, in the same order. */
export async function answering(tx: Tx, hostIds: readonly string[]): Promise<string[]> {
  const states = new Map((await repository.hostStates(tx, hostIds)).map(({ id, status }) => [id, status]));
  return hostIds.filter((id) => ['up', 'suspect'].includes(states.get(id) ?? 'removed'));
}

/** Hosts that are known to be lost. */
export async function lostHosts(tx: Tx): Promise<string[]> {
  return (await repository.hostStates(tx)).filter(({ status }) => status === 'lost').map(({ id }) => id);
}

/** The sites that some hosts are at. */
export const sitesOf = (tx: Tx, hostIds: readonly string[]) => repository.sitesOf(tx, hostIds);

/** Every host of the sites that some hosts are at. */
export async function hostsBeside(tx: Tx, hostIds: readonly string[]) {
  return repository.hostsAt(tx, await repository.sitesOf(tx, hostIds));
}

/** Every host of the inventory, and where it stands. */
export const allHosts = (tx: Tx) => repository.hosts(tx);

/** Hosts of simulated sites, with what is known of their health. */
export const simulatedHosts = (tx: Tx) => repository.simulatedHosts(tx);

/** What hosts are called: all of them, or some. */
export async function hostNames(tx: Tx, ids: readonly string[] | null = null): Promise<Map<string, string>> {
  return new Map((await repository.hostNames(tx, ids)).map((host) => [host.id, host.name]));
}

export async function rackNames(tx: Tx): Promise<Map<string, string>> {
  return new Map((await repository.racks(tx)).map((rack) => [rack.id, rack.name]));
}

/** Fills an empty data center with the demo inventory. */
export async function seedDemo(tx: Tx): Promise<void> {
  if (!(await repository.hasInventory(tx))) await repository.insertInventory(tx, demoInventory());
}

/** How many hosts there are of each status. */
export async function hostCounts(tx: Tx): Promise<Readonly<Record<HostStatus, number>>> {
  const found = { up: 0, suspect: 0, lost: 0, removed: 0 };
  for (const { status } of await repository.hostStates(tx)) found[status] += 1;
  return found;
}

/** Units of one resource class over all sites: how many are taken at this instant, and how many there are. */
export async function countedNow(
  tx: Tx,
  resourceClass: string,
): Promise<{ taken: number; capacity: number }> {
  const pools = (await repository.poolsWithCapacity(tx, tx.now, tx.now + 1)).filter(
    (pool) => pool.resourceClass === resourceClass,
  );
  const ids = new Set(pools.map(({ id }) => id));
  const claims = (await repository.poolClaims(tx, tx.now, tx.now + 1)).filter(({ poolId }) =>
    ids.has(poolId),
  );
  return {
    taken: claims.reduce((sum, { amount }) => sum + amount, 0),
    capacity: pools.reduce((sum, { capacity }) => sum + capacity, 0),
  };
}

/** Hosts that take nothing new because an operator wants it so. */
export async function outOfUse(tx: Tx): Promise<{ draining: number; closed: number }> {
  const draining = (await repository.hosts(tx)).filter((host) => host.draining).length;
  return { draining, closed: (await closings.closedNow(tx)).size };
}
