import type { DesignModel } from '@patchbay/engine/design';
import {
  demandOf,
  rehouse,
  type HostClaim,
  type Homeless,
  type MachineDemand,
} from '@patchbay/engine/placement';
import type { Logger } from 'pino';
import { sqlState, type Tx } from '../../db/pool.ts';
import { groupBy } from '../../features/data-center/group-by.ts';
import * as dataCenter from '../../features/data-center/inventory.ts';
import { MAX_PLANS } from '../../features/environments/moving/replan.ts';
import * as environments from '../../features/environments/repository.ts';
import { bookedModel } from '../../features/reservations/booked-design.ts';
import * as slots from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import type { Tools } from '../step.ts';
import { goingTo, readHit, type Claims, type Found } from './hit.ts';
import { followUp } from './moved.ts';

/** So many slots are written in one transaction: nobody waits long for the hosts that it locks. */
const AT_ONCE = 250;

interface Move {
  readonly found: Found;
  readonly hosts: readonly HostClaim[];
}

/**
 * Moves what many slots had on lost hosts of simulated sites, by one plan for all of them at a site: one look at what is free
 * rather than one for each. What stands stays where it is. A slot that does not fit in this way is left as it is. Answers how
 * many were moved.
 */
export async function leaveTogether(
  tools: Tools,
  slotIds: readonly string[],
  hostIds: readonly string[],
  log: Logger,
): Promise<number> {
  let waiting = slotIds;
  let left = 0;
  // Whatever goes wrong for all of them is no reason to leave one of them where it is: they are looked at one by one next.
  const failed = (error: unknown) => {
    log.error({ err: error, hosts: hostIds }, 'moving many slots at once failed');
    return null;
  };
  for (let tries = 0; waiting.length > 0 && tries < MAX_PLANS; tries += 1) {
    const planned = tools.platform.tx(null, (tx) => planTogether(tx, waiting, hostIds, log));
    const moves = (await planned.catch(failed)) ?? [];
    const raced: string[] = [];
    for (let at = 0; at < moves.length; at += AT_ONCE) {
      const some = moves.slice(at, at + AT_ONCE);
      const done = await tools.platform
        .tx(null, (tx) => commit(tx, some))
        .catch((error: unknown) => {
          // Somebody else took the room meanwhile: nothing was written, and it is planned again.
          if (sqlState(error) !== slots.OVERDRAWN) return failed(error);
          raced.push(...some.map(({ found }) => found.booked.slot.id));
          return null;
        });
      left += done ?? 0;
    }
    waiting = raced;
  }
  return left;
}

async function planTogether(
  tx: Tx,
  slotIds: readonly string[],
  hostIds: readonly string[],
  log: Logger,
): Promise<Move[]> {
  const lost = new Set(await dataCenter.lostHosts(tx));
  // What has machines on other hosts that are lost is looked at by itself.
  const found = (await readHit(tx, slotIds, hostIds)).filter(
    ({ real, claims, gone }) => !real && claims.every((one) => gone.includes(one) || !lost.has(one.hostId)),
  );
  const models: Models = new Map();
  const moves: Move[] = [];
  for (const [siteId, atSite] of groupBy(found, ({ environment }) => environment.siteId)) {
    const homeless: Homeless[] = [];
    for (const one of atSite)
      homeless.push(
        ...(await homelessOf(tx, one, models).catch((error: unknown) => {
          log.error({ err: error, slotId: one.booked.slot.id }, 'a design that was booked cannot be read');
          return [];
        })),
      );
    if (homeless.length === 0) continue;
    const start = Math.min(...homeless.map(({ during }) => during.start));
    const end = Math.max(...homeless.map(({ during }) => during.end));
    const placed = rehouse(homeless, await dataCenter.hostsSeen(tx, siteId, { start, end }));
    for (const one of atSite) {
      const hosts = placed.get(one.booked.slot.id);
      if (hosts) moves.push({ found: one, hosts });
    }
  }
  return moves;
}

/** Designs as they were booked, by what tells them apart: a class has one in many slots. */
type Models = Map<string, DesignModel>;

/** What a slot has lost; nothing where it claims otherwise than its design asks, which a plan of its own sorts out. */
async function homelessOf(tx: Tx, { booked, gone }: Found, models: Models): Promise<Homeless[]> {
  const { designId, revision, overrides } = booked.reservation;
  const name = JSON.stringify([designId, revision, overrides]);
  const model = models.get(name) ?? (await bookedModel(tx, booked));
  models.set(name, model);
  const machines = lostMachines(model, gone);
  const { id, during } = booked.slot;
  const rest = { start: Math.max(tx.now, during.start), end: during.end };
  return machines && rest.start < rest.end ? [{ slotId: id, during: rest, machines }] : [];
}

function lostMachines(model: DesignModel, gone: Claims): MachineDemand[] | null {
  const asked = new Map(demandOf(model).machines.map((one) => [`${one.component} ${one.idx}`, one]));
  const machines = gone.flatMap(({ component, idx, cpuMilli, memoryMib, diskMib, gpu }) => {
    const one = asked.get(`${component} ${idx}`);
    const { vector } = one ?? {};
    const isSame =
      vector?.cpuMilli === cpuMilli &&
      vector.memoryMiB === memoryMib &&
      vector.diskMiB === diskMib &&
      vector.gpu === gpu;
    return one && isSame ? [one] : [];
  });
  return machines.length === gone.length ? machines : null;
}

/** Answers how many of the moves were done: not those of slots that were planned by somebody else, end or are over. */
async function commit(tx: Tx, moves: readonly Move[]): Promise<number> {
  const done = await slots.rehouse(
    tx,
    moves.map(({ found: { booked, gone }, hosts }) => ({
      slotId: booked.slot.id,
      parentNo: gone[0]?.planNo ?? 0,
      hosts,
    })),
  );
  // As they are now that nobody else changes them.
  const booked = new Map((await slots.bySlots(tx, done)).map((one) => [one.slot.id, one]));
  const moved = moves.flatMap(({ found, hosts }) => {
    const now = booked.get(found.booked.slot.id);
    return now ? [{ found: { ...found, booked: now }, to: goingTo(hosts, found.gone) }] : [];
  });
  const seenAt = await environments.lastSeen(
    tx,
    moved.map(({ found }) => found.environment.id),
  );
  await usage.wentDown(tx, [...booked.values()], seenAt);
  await followUp(tx, moved);
  return done.length;
}
