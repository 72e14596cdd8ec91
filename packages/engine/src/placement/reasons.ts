import type { Interval, Instant } from '../time/index.ts';
import type { MachineDemand } from './demand.ts';
import { fitsIn, freeIn } from './free.ts';
import { placeMachines } from './place.ts';
import type { Reason, Shortage } from './rejection.ts';
import { suits } from './search.ts';
import type { HostView, PoolView } from './snapshot.ts';
import type { Unmakeable } from './unmakeable.ts';

/** Units short of one resource class at a site. */
export interface MissingUnits {
  readonly resourceClass: string;
  readonly needed: number;
  readonly available: number;
}

type Site = { readonly id: string; readonly name: string };

/**
 * One reason for each component that is short of copies, counted over the whole site. A component that would not fit on
 * the empty site is `never`, and stands aside for the others; these are `never` when they would not fit there together.
 * What would be `never` only because hosts take no new work is closed for now.
 */
export function machineReasons(
  site: Site,
  all: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): Reason[] {
  const open = hosts.filter((host) => host.takesWork);
  const copiesOf = (component: string) => all.filter((machine) => machine.component === component);
  const { misfits, impossible } = neverOn(all, open, during);
  const ever = open.length === hosts.length ? impossible : neverOn(all, hosts, during).impossible;
  const others = all.filter((machine) => !misfits.has(machine.component));
  const shortAt = remembered((start) => {
    const later = { start, end: start + during.end - during.start };
    return countBy(placeMachines(others, open, later).missing);
  });
  return componentsOf(all).flatMap((component): Reason[] => {
    const wanted = copiesOf(component);
    const short = misfits.has(component)
      ? placeMachines(wanted, open, during).missing.length
      : (shortAt(during.start).get(component) ?? 0);
    if (short === 0 && !misfits.has(component)) return [];
    const never = ever.has(component);
    const closed = !never && impossible.has(component);
    const machine = wanted[0] as MachineDemand;
    const soonest = () => firstFit(during, ends(open), ({ start }) => !shortAt(start).has(component));
    return [
      {
        siteId: site.id,
        siteName: site.name,
        shortage: closed
          ? { of: 'host-closed', arch: machine.arch }
          : shortageOf(machine, never ? hosts : open),
        component,
        needed: wanted.length,
        available: wanted.length - short,
        when: never ? 'never' : 'notNow',
        freeFrom: never || closed ? null : soonest(),
      },
    ];
  });
}

/** Components that do not fit on empty hosts by themselves; and all that do not: the others too, where they do not together. */
function neverOn(
  all: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): { misfits: Set<string>; impossible: Set<string> } {
  const empty = hosts.map((host) => ({ ...host, claims: [] }));
  const fit = (machines: readonly MachineDemand[]) => {
    const placed = placeMachines(machines, empty, during);
    return placed.missing.length === 0 || !placed.proved;
  };
  const components = componentsOf(all);
  const misfits = new Set(
    components.filter((component) => !fit(all.filter((machine) => machine.component === component))),
  );
  const together = fit(all.filter((machine) => !misfits.has(machine.component)));
  return { misfits, impossible: together ? misfits : new Set(components) };
}

function countBy(machines: readonly MachineDemand[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { component } of machines) counts.set(component, (counts.get(component) ?? 0) + 1);
  return counts;
}

function componentsOf(machines: readonly MachineDemand[]): string[] {
  return [...new Set(machines.map((machine) => machine.component))];
}

function remembered<T>(of: (at: Instant) => T): (at: Instant) => T {
  const known = new Map<Instant, T>();
  return (at) => {
    const value = known.get(at) ?? of(at);
    known.set(at, value);
    return value;
  };
}

/** The first thing that rules hosts out: processor, then clock, then the dimension in which most of them are too small. */
function shortageOf(machine: MachineDemand, hosts: readonly HostView[]): Shortage {
  const sameArch = hosts.filter((host) => host.arch === machine.arch);
  if (sameArch.length === 0) return { of: 'arch', arch: machine.arch };
  const suitable = sameArch.filter((host) => suits(machine, host));
  if (suitable.length === 0) return { of: 'clock', maxMhz: machine.maxClockMhz ?? 0, arch: machine.arch };
  const large = suitable.filter((host) => fitsIn(machine.vector, host.capacity));
  const judged = large.length > 0 ? large : suitable;
  const tooLittle = (['cpuMilli', 'memoryMiB', 'diskMiB', 'gpu'] as const).find((dimension) =>
    judged.every((host) => host.capacity[dimension] < machine.vector[dimension]),
  );
  return { of: tooLittle ?? 'cpuMilli', arch: machine.arch };
}

/**
 * The same where a whole design stands on one host: the reasons of the host that comes closest. That is one where
 * nothing is `never`, and of those the one that is free soonest; ties by id.
 */
export function togetherReasons(
  site: Site,
  all: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): Reason[] {
  const each = (hosts.length > 0 ? hosts.map((host) => [host]) : [[]]).map((one) =>
    machineReasons(site, all, one, during),
  );
  const rank = (reasons: readonly Reason[]) => [
    reasons.filter(({ when }) => when === 'never').length,
    Math.max(0, ...reasons.map(({ freeFrom }) => freeFrom ?? Number.MAX_SAFE_INTEGER)),
  ];
  return (
    each.toSorted((a, b) => {
      const [x, y] = [rank(a), rank(b)];
      return (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0);
    })[0] ?? []
  );
}

/** What a site cannot make at all. */
export function typeReasons(site: Site, misfits: readonly Unmakeable[]): Reason[] {
  return misfits.map(({ type, copies }) => ({
    siteId: site.id,
    siteName: site.name,
    shortage: { of: 'type', type },
    component: null,
    needed: copies,
    available: 0,
    when: 'never',
    freeFrom: null,
  }));
}

export function unitReasons(
  site: Site,
  missing: readonly MissingUnits[],
  pools: readonly PoolView[],
  during: Interval,
): Reason[] {
  return missing.map(({ resourceClass, needed, available }) => {
    const pool = pools.find((candidate) => candidate.resourceClass === resourceClass);
    const never = !pool || pool.capacity < needed;
    return {
      siteId: site.id,
      siteName: site.name,
      shortage: { of: 'pool', resourceClass },
      component: null,
      needed,
      available,
      when: never ? 'never' : 'notNow',
      freeFrom: never
        ? null
        : firstFit(
            during,
            pool.claims.map((claim) => claim.during.end),
            (later) => freeIn(pool, later) >= needed,
          ),
    };
  });
}

function ends(hosts: readonly HostView[]): Instant[] {
  return hosts.flatMap((host) => host.claims.map((claim) => claim.during.end));
}

/** A shortage can only go away when something ends, so only those instants are tried. */
const MAX_TRIED = 200;
function firstFit(
  during: Interval,
  ended: readonly Instant[],
  fits: (later: Interval) => boolean,
): Instant | null {
  const length = during.end - during.start;
  const starts = [...new Set(ended)].filter((at) => at > during.start).sort((a, b) => a - b);
  return starts.slice(0, MAX_TRIED).find((start) => fits({ start, end: start + length })) ?? null;
}
