import type { DesignModel } from '../design/index.ts';
import { plan, type PlanResult, type Rejection, type SiteView, type Snapshot } from '../placement/index.ts';
import type { Interval } from '../time/index.ts';
import { outsideOf } from './outside.ts';

export interface Series {
  /** In order, without overlap. */
  readonly slots: readonly Interval[];
  readonly model: DesignModel;
  /** What is to stand in the times between those slots; null for nothing. */
  readonly outside: DesignModel | null;
}

type Fitting = Extract<PlanResult, { fits: true }>;

/** What becomes of one slot at the place of the series. */
export type SlotPlan = { readonly slot: Interval } & (
  | { readonly fits: true; readonly hosts: Fitting['hosts']; readonly pools: Fitting['pools'] }
  | { readonly fits: false; readonly rejection: Rejection }
);

export interface SeriesPlan {
  /** The one site of all slots; null when the world has none. */
  readonly site: SiteView | null;
  /** In the order of the slots that were asked for. */
  readonly slots: readonly SlotPlan[];
  /** Of the times between those slots that fit. */
  readonly outside: readonly SlotPlan[];
  /** What of the world the series may use, where it stands. */
  readonly seen: Snapshot;
}

/**
 * Plans every slot of a series at one place, since an environment lives at one site and finds its data there: a simulated
 * site as a whole, or one real host, to which its data is bound. The place that takes most of the slots is chosen, the first
 * of equals in the order of preference; hosts of the slot before are preferred for the next one.
 * Slots do not overlap, so each is planned by itself (PLC-1, PLC-2 as for one plan). To ask again without the slots that do
 * not fit gives the same place and the same times between.
 * Cost: as many plans as there are slots, for each place that is tried.
 */
export function planSeries(series: Series, snapshot: Snapshot): SeriesPlan {
  let best: SeriesPlan | undefined;
  for (const { site, seen } of places(snapshot)) {
    const tried = planAt(series, site, seen);
    if (!best || isBetter(tried, best)) best = tried;
    if (misfits(tried.slots) + misfits(tried.outside) === 0) break;
  }
  if (best?.slots.some(({ fits }) => fits)) return best;
  // Where no place takes a single slot, the reasons of all of them are the answer.
  return planAt(series, best?.site ?? null, snapshot);
}

function isBetter(a: SeriesPlan, b: SeriesPlan): boolean {
  const [less, more] = [misfits(a.slots), misfits(b.slots)];
  return less < more || (less === more && misfits(a.outside) < misfits(b.outside));
}

const misfits = (slots: readonly SlotPlan[]) => slots.filter(({ fits }) => !fits).length;

/** A simulated site as it is; of a real one, each host that takes work by itself, or all that is there where none does. */
function places(snapshot: Snapshot): { site: SiteView; seen: Snapshot }[] {
  return snapshot.sites.flatMap((site) => {
    const at = { ...snapshot, sites: [site] };
    const open = snapshot.hosts.filter((host) => host.siteId === site.id && host.takesWork);
    if (!site.real || open.length === 0) return [{ site, seen: at }];
    return open.map((host) => ({ site, seen: { ...at, hosts: [host] } }));
  });
}

function planAt({ slots, model, outside }: Series, site: SiteView | null, seen: Snapshot): SeriesPlan {
  let before: ReadonlySet<string> = new Set();
  const planOne = (what: DesignModel, slot: Interval): SlotPlan => {
    const solved = onSameHosts(what, seen, slot, before) ?? plan(what, seen, slot);
    if (!solved.fits) return { slot, fits: false, rejection: solved.rejection };
    before = new Set(solved.hosts.map(({ hostId }) => hostId));
    return { slot, fits: true, hosts: solved.hosts, pools: solved.pools };
  };
  const planned = slots.map((slot) => planOne(model, slot));
  const between = outsideOf(planned.flatMap(({ fits, slot }) => (fits ? [slot] : [])));
  const around = outside === null ? [] : between.map((slot) => planOne(outside, slot));
  return { site, seen, slots: planned, outside: around };
}

function onSameHosts(
  model: DesignModel,
  seen: Snapshot,
  slot: Interval,
  before: ReadonlySet<string>,
): Fitting | null {
  if (before.size === 0) return null;
  const solved = plan(model, { ...seen, hosts: seen.hosts.filter(({ id }) => before.has(id)) }, slot);
  return solved.fits ? solved : null;
}
