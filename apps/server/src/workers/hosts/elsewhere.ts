import { demandOf, resettle, type Mover } from '@patchbay/engine/placement';
import { admitsSite } from '@patchbay/engine/sla';
import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import { groupBy } from '../../features/data-center/group-by.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import * as kept from '../../features/environments/kept.ts';
import { MAX_PLANS } from '../../features/environments/moving/replan.ts';
import type { EnvironmentRow } from '../../features/environments/repository.ts';
import * as slots from '../../features/reservations/slots.ts';
import type { Booked } from '../../features/reservations/slots.ts';
import type { Tools } from '../step.ts';
import type { Found } from './hit.ts';
import { Models, spanOf, type Stuck } from './look.ts';
import { settleThere, type Leaving } from './resettled.ts';
import { inParts } from './parts.ts';

/**
 * Why an environment is not moved to another site: its data lies here, its customer chose it, no other one is as good as what is
 * paid for, a slot that lost nothing is under way here, or none of those has room; null where there is no other one.
 */
export type Stays = 'data' | 'chosen' | 'grade' | 'runs' | 'full' | null;

export interface Staying extends Stuck {
  readonly stays: Stays;
}

export interface Left {
  readonly moved: number;
  /** For these there is no room anywhere that they may go to. */
  readonly staying: readonly Staying[];
}

/**
 * Environments that have no room at their site any more go to another one, where the agreement admits one (SLA-1): with all of
 * their slots, each at once and as a whole (CAP-2), in the order in which sites are tried for a booking. What keeps data does not.
 */
export async function leaveSites(tools: Tools, stuck: readonly Stuck[], log: Logger): Promise<Left> {
  let waiting = stuck;
  let moved = 0;
  const staying: Staying[] = [];
  for (let tries = 0; waiting.length > 0 && tries < MAX_PLANS; tries += 1) {
    // Of one instant, so that nothing is planned from what was before the plans that it is to follow (REP-1).
    const planned = await tools.platform.look(null, (tx) => planLeaving(tx, waiting, log));
    staying.push(...planned.staying);
    const { done, raced } = await inParts(
      planned.leaving,
      (some) => tools.platform.tx(null, (tx) => settleThere(tx, some)),
      (error) => log.error({ err: error }, 'moving environments to another site failed'),
      ({ move }) => move.slots.length,
    );
    moved += done;
    const again = new Set(raced.flatMap(({ found }) => found.map(({ booked }) => booked.slot.id)));
    waiting = waiting.filter(({ found }) => again.has(found.booked.slot.id));
  }
  return { moved, staying };
}

interface Candidate {
  readonly environment: EnvironmentRow;
  readonly stuck: readonly Stuck[];
  readonly open: readonly Booked[];
  /** Sites that it may go to, in the order in which they are tried. */
  readonly sites: readonly string[];
}

async function planLeaving(
  tx: Tx,
  stuck: readonly Stuck[],
  log: Logger,
): Promise<{ leaving: Leaving[]; staying: Staying[] }> {
  const byEnvironment = groupBy(stuck, ({ found }) => found.environment.id);
  const ids = [...byEnvironment.keys()];
  const open = groupBy(await slots.openOf(tx, ids), ({ slot }) => slot.environmentId);
  const data = await kept.withData(tx, ids);
  const places = await dataCenter.places(tx);
  const grades = await dataCenter.siteGrades(tx);
  const candidates: Candidate[] = [];
  const staying: Staying[] = [];
  for (const [id, own] of byEnvironment) {
    const environment = (own[0] as Stuck).found.environment;
    const mine = open.get(id) ?? [];
    // As good as the best one that a slot of it is paid for at.
    const paid = Math.max(0, ...mine.map(({ reservation }) => grades.get(reservation.siteId) ?? 0));
    const agreed = { grade: paid, isChosen: environment.siteChosen };
    const sites = othersOf(environment, places).flatMap((place) =>
      admitsSite(agreed, place) ? [place.siteId] : [],
    );
    const stays = whyStays({ environment, stuck: own, open: mine, keepsData: data.has(id), sites, places });
    if (stays === 'moves') candidates.push({ environment, stuck: own, open: mine, sites });
    else staying.push(...own.map((one) => ({ ...one, stays })));
  }
  const leaving = await settle(tx, candidates, log);
  const gone = new Set(leaving.map(({ move }) => move.environmentId));
  for (const { environment, stuck: own } of candidates)
    if (!gone.has(environment.id)) staying.push(...own.map((one) => ({ ...one, stays: 'full' as const })));
  return { leaving, staying };
}

type Place = Awaited<ReturnType<typeof dataCenter.places>>[number];

/** Machines of simulated sites are never made real, nor the other way round. */
const othersOf = ({ siteId }: EnvironmentRow, places: readonly Place[]) =>
  places.filter((place) => !place.real && place.siteId !== siteId);

const isUp = ({ state }: Booked['slot']) => state === 'starting' || state === 'running';

function whyStays({
  environment,
  stuck,
  open,
  keepsData,
  sites,
  places,
}: Candidate & {
  readonly keepsData: boolean;
  readonly places: readonly Place[];
}): Stays | 'moves' {
  if (othersOf(environment, places).length === 0) return null;
  if (keepsData) return 'data';
  if (environment.siteChosen) return 'chosen';
  if (sites.length === 0) return 'grade';
  // What is being taken down here is over first, and nothing is torn down that lost nothing: what is to come goes when it begins.
  if (open.some(({ slot }) => slot.state === 'ending')) return 'full';
  const hit = new Set(stuck.map(({ found }) => found.booked.slot.id));
  return open.some(({ slot }) => isUp(slot) && !hit.has(slot.id)) ? 'runs' : 'moves';
}

/** Looks at each site once, for all that may go there. */
async function settle(tx: Tx, candidates: readonly Candidate[], log: Logger): Promise<Leaving[]> {
  const movers = await moversOf(tx, candidates, log);
  const plans = await slots.currentPlans(
    tx,
    [...movers.values()].flatMap((mover) => mover.slots.map(({ slotId }) => slotId)),
  );
  const leaving: Leaving[] = [];
  for (const to of new Set(candidates.flatMap(({ sites }) => sites))) {
    const here = candidates.filter(
      ({ environment, sites }) => movers.has(environment.id) && sites.includes(to),
    );
    const mine = here.map(({ environment }) => movers.get(environment.id) as Mover);
    if (mine.length === 0) continue;
    const asked = mine.flatMap((mover) => mover.slots);
    const span = spanOf(asked);
    const archs = new Set(asked.flatMap(({ machines }) => machines.map(({ arch }) => arch)));
    const refuge = {
      hosts: await dataCenter.openHosts(tx, to, span, { archs, atMost: Number.MAX_SAFE_INTEGER }),
      pools: await dataCenter.poolsAt(tx, to, span),
    };
    const settled = resettle(mine, refuge);
    for (const { environment, stuck } of here) {
      const found = settled.get(environment.id);
      if (!found) continue;
      movers.delete(environment.id);
      leaving.push({
        environment,
        found: stuck.map((one): Found => one.found),
        move: {
          environmentId: environment.id,
          from: environment.siteId,
          to,
          slots: found.map((one) => ({ ...one, parentNo: plans.get(one.slotId) ?? 0 })),
        },
      });
    }
  }
  return leaving;
}

/** What each of them asks for, in all of its slots; those of which a design cannot be read stay. */
async function moversOf(tx: Tx, candidates: readonly Candidate[], log: Logger): Promise<Map<string, Mover>> {
  const models = new Models(tx);
  const movers = new Map<string, Mover>();
  for (const { environment, open } of candidates) {
    const wanted: Mover['slots'][number][] = [];
    try {
      for (const booked of open) {
        const { id, during } = booked.slot;
        const rest = { start: Math.max(tx.now, during.start), end: during.end };
        wanted.push({ slotId: id, during: rest, ...demandOf(await models.of(booked)) });
      }
    } catch (error) {
      log.error({ err: error, environmentId: environment.id }, 'a design that was booked cannot be read');
      continue;
    }
    // One that is over by now is taken down first.
    if (wanted.every(({ during }) => during.start < during.end))
      movers.set(environment.id, { environmentId: environment.id, slots: wanted });
  }
  return movers;
}
