import type { DesignModel } from '@patchbay/engine/design';
import {
  downSince,
  reservedUsage,
  rollUp,
  sampleOf,
  uptimeOf,
  usageBetween,
  type Usage,
} from '@patchbay/engine/metering';
import { hourBuckets, type Instant, type Interval } from '@patchbay/engine/time';
import { hashOf } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import type { Reading as DriverReading } from '../../drivers/driver.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import { charge } from '../invoices/charge.ts';
import { bookedModel } from '../reservations/booked-design.ts';
import * as slots from '../reservations/slots.ts';
import type { Booked } from '../reservations/slots.ts';
import { grown } from './counters.ts';
import * as repository from './repository.ts';

export { cameUp, downtimesOf, handOver, isDown } from './repository.ts';

/** Events that the platform makes itself carry this source; events from outside keep their own. */
const SOURCE = 'patchbay';

function ownerOf({ reservation, slot }: Booked): repository.Owner {
  return {
    accountId: slot.accountId,
    channelId: reservation.channelId,
    environmentId: slot.environmentId,
    reservationId: reservation.id,
    slotId: slot.id,
  };
}

/** Keeps what a driver read. Repeating a report changes nothing. */
export async function keepReadings(
  tx: Tx,
  booked: Booked,
  generation: number,
  readings: readonly DriverReading[],
): Promise<void> {
  const before = await repository.newestSamples(tx, booked.slot.id);
  const samples = readings.map(({ key, ...rest }) =>
    sampleOf(before.get(rest.incarnation) ?? null, { component: key.component, idx: key.idx, ...rest }),
  );
  await repository.insertSamples(tx, ownerOf(booked), generation, samples);
}

/**
 * Hosts of slots are lost: nothing is metered until they run again. Answers those of which this was not known; what is not
 * under way cannot go down.
 */
export async function wentDown(
  tx: Tx,
  hit: readonly Booked[],
  seenAt: ReadonlyMap<string, Instant>,
): Promise<ReadonlySet<string>> {
  const underWay = hit.map(({ slot }) => slot).filter(({ state }) => isUnderWay(state));
  const readAt = await repository.lastRead(
    tx,
    underWay.map(({ id }) => id),
  );
  const downtimes = underWay.map(({ id, accountId, environmentId, readyAt, meteredUntil, during }) => {
    const seen = { seenAt: seenAt.get(environmentId) ?? null, readAt: readAt.get(id) ?? null };
    const since = downSince({ start: during.start, readyAt, meteredUntil, ...seen }, tx.now);
    return { slotId: id, accountId, since };
  });
  return new Set(await repository.beginDowntimes(tx, downtimes));
}

const isUnderWay = (state: Booked['slot']['state']) => state === 'running' || state === 'starting';

/**
 * Turns everything before `until` into events, records, charges and the invoice, in the caller's transaction.
 * Reserved time is counted for whole hours that have passed, and for the rest of the slot once it is over. What a lost
 * host took away is left out.
 * Repeating it, or doing it late, changes nothing: events are known by their id (MTR-1).
 */
export async function settle(tx: Tx, booked: Booked, generation: number, until: Instant): Promise<void> {
  const { reservation, slot } = booked;
  const owner = ownerOf(booked);
  const model = await bookedModel(tx, booked);
  // What never ran is not charged (CAP-3).
  const closed = slot.readyAt === null ? [] : closedPieces(slot.during, slot.meteredUntil, until);
  const usage = await openUsage(tx, slot.id, model, closed, until);
  const events = usage.map((one) => ({ ...one, id: eventId(slot.environmentId, generation, one) }));
  const fresh = await repository.insertEvents(tx, owner, SOURCE, events);
  const records = await repository.addToRecords(tx, owner, reservation.revision, summed(fresh));
  await repository.settle(tx, slot.id, until);
  const { book } = await catalogs.priceBookVersion(tx, reservation.priceBookVersionId);
  const grade = (await dataCenter.siteGrades(tx)).get(reservation.siteId) ?? null;
  const payer = { ...owner, priceBookVersionId: reservation.priceBookVersionId };
  await charge(tx, payer, { model, book, grade }, records);
  // Last, so that whoever stops the slot at its channel's cap, who has the invoice first, does not wait in a circle.
  const last = closed.at(-1);
  if (last) await slots.setMeteredUntil(tx, slot.id, last.end);
}

/** What was used before `until` and has not become events: reserved time of some pieces of a slot, and what was read. */
export async function openUsage(
  tx: Tx,
  slotId: string,
  model: DesignModel,
  pieces: readonly Interval[],
  until: Instant,
): Promise<Usage[]> {
  const used = (await repository.openSamples(tx, slotId, until)).flatMap(({ before, after }) =>
    usageBetween(before, after),
  );
  const down = await repository.downtimesOf(tx, slotId, until);
  return [...pieces.flatMap((piece) => reservedUsage(model, piece)), ...used]
    .flatMap((one) => uptimeOf(one, down))
    .filter(({ quantity }) => quantity > 0);
}

/** Hours of a slot, or the parts of them that it covers, that are over and not metered yet. */
export function closedPieces(during: Interval, from: Instant | null, until: Instant): Interval[] {
  return hourBuckets(during).filter((piece) => piece.end <= until && piece.end > (from ?? during.start));
}

/** The same fact has the same id, however often it is stated (reliability 3.2b). */
function eventId(
  environmentId: string,
  generation: number,
  { component, idx, meter, during }: Usage,
): string {
  return hashOf([environmentId, generation, component, idx, meter, during.start, during.end]);
}

/** Quantities per record; several events of one copy may fall into one hour. */
export function summed(events: readonly Usage[]): repository.RecordRow[] {
  const totals = new Map<string, repository.RecordRow>();
  for (const { component, idx, meter, during, quantity } of events) {
    for (const share of rollUp(during, quantity)) {
      const key = `${component} ${idx} ${meter} ${share.bucket}`;
      const sum = (totals.get(key)?.quantity ?? 0) + share.quantity;
      totals.set(key, { component, idx, meter, bucket: share.bucket, quantity: sum });
    }
  }
  return [...totals.values()];
}

/** CPU and memory in use now, per host, as the two newest samples of each machine say. */
export async function usedNow(tx: Tx): Promise<Map<string, { cpuMilli: number; memoryMiB: number }>> {
  const pairs = new Map<string, repository.UsedRow[]>();
  const slotIds = new Set<string>();
  for (const row of await repository.recentSamples(tx)) {
    const key = copyKey(row);
    const pair = pairs.get(key) ?? [];
    slotIds.add(row.slotId);
    if (pair.length < 2) pairs.set(key, [...pair, row]);
  }
  const hosts = await hostsOf(tx, slotIds);
  const used = new Map<string, { cpuMilli: number; memoryMiB: number }>();
  for (const [key, [now, before]] of pairs) {
    const host = hosts.get(key);
    if (!now || !host) continue;
    const seconds = Math.max(1, (now.at - (before?.at ?? now.startedAt)) / 1000);
    const rate = (meter: 'cpu.used' | 'memory.used') =>
      Math.round(grown(now.counters[meter], before?.counters[meter]) / seconds);
    const sum = used.get(host) ?? { cpuMilli: 0, memoryMiB: 0 };
    used.set(host, {
      cpuMilli: sum.cpuMilli + rate('cpu.used'),
      memoryMiB: sum.memoryMiB + rate('memory.used'),
    });
  }
  return used;
}

const copyKey = ({ slotId, component, idx }: { slotId: string; component: string; idx: number }) =>
  `${slotId} ${component} ${idx}`;

/** The host of every machine of some slots. */
async function hostsOf(tx: Tx, slotIds: Iterable<string>): Promise<Map<string, string>> {
  const hosts = new Map<string, string>();
  for (const slotId of slotIds) {
    for (const claim of await slots.hostClaimsOf(tx, slotId)) hosts.set(copyKey(claim), claim.hostId);
  }
  return hosts;
}
