import type { Logger } from 'pino';
import type { Tx } from '../../db/pool.ts';
import { MAX_PLANS } from '../../features/environments/moving/replan.ts';
import * as environments from '../../features/environments/repository.ts';
import * as slots from '../../features/reservations/slots.ts';
import * as usage from '../../features/usage/service.ts';
import type { Tools } from '../step.ts';
import { leaveSites, type Left } from './elsewhere.ts';
import { goingTo } from './hit.ts';
import { lookAt, type Move, type Stuck } from './look.ts';
import { followUp } from './moved.ts';
import { inParts } from './parts.ts';

/**
 * Moves what many slots had on lost hosts of simulated sites, by one plan for all of them at a site: one look at what is free
 * rather than one for each. What stands stays where it is, unless the rest fits no other way. For what has no room at its
 * site another one is looked for.
 */
export async function leaveTogether(
  tools: Tools,
  slotIds: readonly string[],
  hostIds: readonly string[],
  log: Logger,
): Promise<Left> {
  // Whatever goes wrong for all of them is no reason to leave one of them where it is: they are looked at one by one next.
  const failed = (error: unknown) =>
    log.error({ err: error, hosts: hostIds }, 'moving many slots at once failed');
  let waiting = slotIds;
  let moved = 0;
  const stuck: Stuck[] = [];
  for (let tries = 0; waiting.length > 0 && tries < MAX_PLANS; tries += 1) {
    const look = await tools.platform.look(null, (tx) => lookAt(tx, waiting, hostIds, log)).catch(failed);
    stuck.push(...(look?.stuck ?? []));
    const written = await inParts(
      look?.moves ?? [],
      (some) => tools.platform.tx(null, (tx) => commit(tx, some)),
      failed,
    );
    moved += written.done;
    waiting = written.raced.map(({ found }) => found.booked.slot.id);
  }
  const left = await leaveSites(tools, stuck, log).catch(failed);
  return { moved: moved + (left?.moved ?? 0), staying: left?.staying ?? [] };
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
