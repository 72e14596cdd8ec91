import type { Interval, Instant } from '../time/index.ts';
import type { MachineDemand } from './demand.ts';
import { fitsIn, freeIn } from './free.ts';
import { placeMachines, suits } from './place.ts';
import type { Reason, Shortage } from './rejection.ts';
import type { HostView, PoolView } from './snapshot.ts';

/** Units short of one resource class at a site. */
export interface MissingUnits {
  readonly resourceClass: string;
  readonly needed: number;
  readonly available: number;
}

type Site = { readonly id: string; readonly name: string };

/** One reason for each component that did not get all its copies, counted over the whole site. */
export function machineReasons(
  site: Site,
  all: readonly MachineDemand[],
  missing: readonly MachineDemand[],
  hosts: readonly HostView[],
  during: Interval,
): Reason[] {
  const components = [...new Set(missing.map((machine) => machine.component))];
  return components.map((component) => {
    const wanted = all.filter((machine) => machine.component === component);
    const one = wanted[0] as MachineDemand;
    const short = missing.filter((machine) => machine.component === component).length;
    const alone = emptied(hosts);
    const never = placeMachines(wanted, alone, during).missing.length > 0;
    return {
      siteId: site.id,
      siteName: site.name,
      shortage: shortageOf(one, hosts),
      needed: wanted.length,
      available: wanted.length - short,
      when: never ? 'never' : 'notNow',
      freeFrom: never
        ? null
        : firstFit(during, ends(hosts), (later) =>
            placeMachines(all, hosts, later).missing.every((m) => m.component !== component),
          ),
    };
  });
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

function emptied(hosts: readonly HostView[]): HostView[] {
  return hosts.map((host) => ({ ...host, claims: [] }));
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
