import { readDesign } from '@patchbay/engine/design';
import {
  downSince,
  reservedUsage,
  rollUp,
  sampleOf,
  uptimeOf,
  usageBetween,
  type Usage,
} from '@patchbay/engine/metering';
import { designPerHour } from '@patchbay/engine/rating';
import { hourBuckets, utcMonth, type Instant, type Interval } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { hashOf } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import type { Reading as DriverReading } from '../../drivers/driver.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import * as invoices from '../invoices/service.ts';
import * as slots from '../reservations/slots.ts';
import type { Booked } from '../reservations/slots.ts';
import type { UsageDto, UsageRowDto } from './dto.ts';
import * as repository from './repository.ts';

export { cameUp, downtimesOf } from './repository.ts';

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

/** The host of a slot is lost: nothing is metered until it runs again. False when this is known, or it is not under way. */
export async function wentDown(tx: Tx, { slot }: Booked, seenAt: Instant | null): Promise<boolean> {
  if (slot.state !== 'running' && slot.state !== 'starting') return false;
  const { readyAt, meteredUntil, during } = slot;
  const readAt = await repository.lastRead(tx, slot.id);
  const since = downSince({ start: during.start, readyAt, seenAt, readAt, meteredUntil }, tx.now);
  return repository.beginDowntime(tx, slot, since);
}

/**
 * Turns everything before `until` into events, records, charges and the invoice, in the caller's transaction.
 * Reserved time is counted for whole hours that have passed, and for the rest of the slot once it is over. What a lost
 * host took away is left out.
 * Repeating it, or doing it late, changes nothing: events are known by their id (MTR-1).
 */
export async function settle(tx: Tx, booked: Booked, generation: number, until: Instant): Promise<void> {
  const { reservation, slot } = booked;
  const owner = ownerOf(booked);
  const design = await designs.read(tx, slot.accountId, reservation.designId, reservation.revision);
  const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
  const model = readDesign(design.document, catalog);
  // What never ran is not charged (CAP-3).
  const closed = slot.readyAt === null ? [] : closedPieces(slot.during, slot.meteredUntil, until);
  const used = (await repository.openSamples(tx, slot.id, until)).flatMap(({ before, after }) =>
    usageBetween(before, after),
  );
  const down = await repository.downtimesOf(tx, slot.id, until);
  const usage = [...closed.flatMap((piece) => reservedUsage(model, piece)), ...used]
    .flatMap((one) => uptimeOf(one, down))
    .filter(({ quantity }) => quantity > 0);
  const events = usage.map((one) => ({ ...one, id: eventId(slot.environmentId, generation, one) }));
  const fresh = await repository.insertEvents(tx, owner, SOURCE, events);
  const records = await repository.addToRecords(tx, owner, reservation.revision, summed(fresh));
  await repository.settle(tx, slot.id, until);
  const last = closed.at(-1);
  if (last) await slots.setMeteredUntil(tx, slot.id, last.end);
  const { book } = await catalogs.priceBookVersion(tx, reservation.priceBookVersionId);
  await invoices.charge(
    tx,
    { ...owner, priceBookVersionId: reservation.priceBookVersionId },
    model,
    book,
    records,
  );
}

/** Hours of a slot, or the parts of them that it covers, that are over and not metered yet. */
function closedPieces(during: Interval, from: Instant | null, until: Instant): Interval[] {
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
function summed(events: readonly Usage[]): repository.RecordRow[] {
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

/** One channel's month: what was used and charged, down to component and meter. */
export async function month({ app, member }: Actor, wanted: string | undefined): Promise<UsageDto> {
  return app.db.app.tx(member, async (tx) => {
    const period = wanted ?? utcMonth(tx.now).name;
    const range = utcMonth(Date.parse(`${period}-01T00:00:00Z`));
    const quantities = await repository.monthOf(tx, member.accountId, member.channelId, range);
    const amounts = await invoices.amountsOf(tx, member.accountId, member.channelId, period);
    const rows = await rowsOf(tx, member.accountId, quantities, amounts);
    const ahead = await slots.bookedAhead(tx, member.accountId, member.channelId);
    const periods = await invoices.periodsOf(tx, member.accountId, member.channelId);
    const { book } = await catalogs.currentPriceBook(tx);
    return {
      period,
      periods: [...new Set([utcMonth(tx.now).name, ...periods])].sort((a, b) => (a < b ? 1 : -1)),
      channelName: member.channelName,
      currency: book.currency,
      spentMicros: rows.reduce((sum, row) => sum + row.amountMicros, 0),
      runningPerHourMicros: await runningPerHour(
        tx,
        member.accountId,
        ahead.filter((one) => one.state === 'running').map((one) => one.slotId),
      ),
      runningEnvironments: ahead.filter((one) => one.state === 'running').length,
      bookedAheadMicros: ahead
        .filter((one) => one.state === 'scheduled')
        .reduce((sum, one) => sum + one.totalMicros, 0),
      rows,
      days: await invoices.daysOf(tx, member.accountId, member.channelId, period),
      asOf: new Date(tx.now).toISOString(),
    };
  });
}

async function runningPerHour(tx: Tx, accountId: string, slotIds: readonly string[]): Promise<number> {
  let total = 0;
  for (const slotId of slotIds) {
    const booked = await slots.bySlot(tx, slotId);
    if (!booked) continue;
    const design = await designs.read(
      tx,
      accountId,
      booked.reservation.designId,
      booked.reservation.revision,
    );
    const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
    const { book } = await catalogs.priceBookVersion(tx, booked.reservation.priceBookVersionId);
    total += designPerHour(readDesign(design.document, catalog), book);
  }
  return total;
}

type Quantities = Awaited<ReturnType<typeof repository.monthOf>>;

async function rowsOf(
  tx: Tx,
  accountId: string,
  quantities: Quantities,
  amounts: ReadonlyMap<string, number>,
): Promise<UsageRowDto[]> {
  const rows = new Map<string, UsageRowDto>();
  for (const one of quantities) {
    const key = `${one.slotId} ${one.component}`;
    const row = rows.get(key) ?? (await emptyRow(tx, accountId, one));
    const amountMicros = amounts.get(`${key} ${one.meter}`) ?? 0;
    row.meters.push({ meter: one.meter, quantity: one.quantity, amountMicros });
    row.amountMicros += amountMicros;
    row.copies = Math.max(row.copies, one.copies);
    rows.set(key, row);
  }
  return [...rows.values()];
}

async function emptyRow(tx: Tx, accountId: string, one: Quantities[number]): Promise<UsageRowDto> {
  const booked = await slots.bySlot(tx, one.slotId);
  if (!booked) throw new Error(`usage of a slot that is not stored: ${one.slotId}`);
  const design = await designs.read(tx, accountId, booked.reservation.designId, booked.reservation.revision);
  const component = design.document.components[one.component];
  return {
    environmentId: one.environmentId,
    environmentName: design.name,
    reservationId: one.reservationId,
    designId: design.id,
    revision: one.revision,
    slot: {
      start: new Date(booked.slot.during.start).toISOString(),
      end: new Date(booked.slot.during.end).toISOString(),
    },
    component: one.component,
    componentName: component?.name ?? one.component,
    componentType: component?.type ?? '',
    copies: 0,
    meters: [],
    amountMicros: 0,
  };
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
      Math.round((now.counters[meter] - (before?.counters[meter] ?? 0)) / seconds);
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
