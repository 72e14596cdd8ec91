import { and, asc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Meter, Sample, UsedMeter } from '@patchbay/engine/metering';
import type { Instant, Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { downtime, usageEvent, usageRecord, usageSample } from './tables.ts';

/** Whose usage it is. */
export interface Owner {
  readonly accountId: string;
  readonly channelId: string;
  readonly environmentId: string;
  readonly reservationId: string;
  readonly slotId: string;
}

export interface RecordKey {
  readonly component: string;
  readonly idx: number;
  readonly meter: Meter;
  readonly bucket: Instant;
}
export interface RecordRow extends RecordKey {
  readonly quantity: number;
}

const BATCH = 500;

export async function insertSamples(
  tx: Tx,
  owner: Owner,
  generation: number,
  samples: readonly Sample[],
): Promise<void> {
  const rows = samples.map((sample) => ({
    ...owner,
    generation,
    ...sample,
    counters: { ...sample.counters },
  }));
  for (let at = 0; at < rows.length; at += BATCH)
    await tx.db
      .insert(usageSample)
      .values(rows.slice(at, at + BATCH))
      .onConflictDoNothing();
}

/** For each incarnation of a slot, the newest sample that became events (null: none yet) and the newest of all. */
export async function openSamples(
  tx: Tx,
  slotId: string,
  until: Instant,
): Promise<{ before: Sample | null; after: Sample }[]> {
  const upTo = sql`${usageSample.at} <= ${new Date(until).toISOString()}::timestamptz`;
  const newest = await latest(tx, slotId, upTo);
  const settled = new Map(
    (await latest(tx, slotId, sql`settled`)).map((sample) => [sample.incarnation, sample]),
  );
  return newest
    .map((after) => ({ before: settled.get(after.incarnation) ?? null, after }))
    .filter(({ before, after }) => after.at > (before?.at ?? 0));
}

/** The newest sample of each incarnation of a slot. */
export async function newestSamples(tx: Tx, slotId: string): Promise<Map<string, Sample>> {
  const rows = await latest(tx, slotId, sql`true`);
  return new Map(rows.map((sample) => [sample.incarnation, sample]));
}

/** When some slots were last read; nothing where one never was. */
export async function lastRead(tx: Tx, slotIds: readonly string[]): Promise<Map<string, Instant>> {
  const rows = await tx.db
    .select({ slotId: usageSample.slotId, at: max(usageSample.at) })
    .from(usageSample)
    .where(inArray(usageSample.slotId, [...slotIds]))
    .groupBy(usageSample.slotId);
  return new Map(rows.flatMap(({ slotId, at }) => (at === null ? [] : [[slotId, at]])));
}

async function latest(tx: Tx, slotId: string, which: ReturnType<typeof sql>): Promise<Sample[]> {
  return tx.db
    .selectDistinctOn([usageSample.incarnation], {
      component: usageSample.component,
      idx: usageSample.idx,
      incarnation: usageSample.incarnation,
      startedAt: usageSample.startedAt,
      at: usageSample.at,
      counters: usageSample.counters,
    })
    .from(usageSample)
    .where(and(eq(usageSample.slotId, slotId), which))
    .orderBy(usageSample.incarnation, sql`${usageSample.at} desc`);
}

/** Marks readings as counted. Counters are cumulative, so of those only the newest of each incarnation is kept. */
export async function settle(tx: Tx, slotId: string, until: Instant): Promise<void> {
  await tx.db
    .update(usageSample)
    .set({ settled: true })
    .where(
      and(
        eq(usageSample.slotId, slotId),
        eq(usageSample.settled, false),
        sql`${usageSample.at} <= ${new Date(until).toISOString()}::timestamptz`,
      ),
    );
  await tx.db.execute(sql`
    delete from usage_sample old using usage_sample newer
     where old.slot_id = ${slotId} and newer.slot_id = ${slotId} and old.incarnation = newer.incarnation
       and old.settled and newer.settled and old.at < newer.at`);
}

export interface NewEvent {
  readonly id: string;
  readonly component: string;
  readonly idx: number;
  readonly meter: Meter;
  readonly during: Interval;
  readonly quantity: number;
}

/** Stores events that are not known yet and returns exactly those (MTR-1). */
export async function insertEvents(
  tx: Tx,
  owner: Owner,
  source: string,
  events: readonly NewEvent[],
): Promise<NewEvent[]> {
  const fresh: NewEvent[] = [];
  for (let at = 0; at < events.length; at += BATCH) {
    const batch = events.slice(at, at + BATCH);
    const rows = await tx.db
      .insert(usageEvent)
      .values(batch.map((event) => ({ ...owner, source, ...event })))
      .onConflictDoNothing()
      .returning({ id: usageEvent.id });
    const stored = new Set(rows.map((row) => row.id));
    fresh.push(...batch.filter((event) => stored.has(event.id)));
  }
  return fresh;
}

/** Adds quantities to the hourly records and returns the new totals of those touched. */
export async function addToRecords(
  tx: Tx,
  owner: Owner,
  revision: number,
  rows: readonly RecordRow[],
): Promise<RecordRow[]> {
  const totals: RecordRow[] = [];
  for (let at = 0; at < rows.length; at += BATCH) {
    const values = rows.slice(at, at + BATCH).map((row) => ({ ...owner, revision, ...row }));
    const updated = await tx.db
      .insert(usageRecord)
      .values(values)
      .onConflictDoUpdate({
        target: [
          usageRecord.slotId,
          usageRecord.component,
          usageRecord.idx,
          usageRecord.meter,
          usageRecord.bucket,
        ],
        set: { quantity: sql`${usageRecord.quantity} + excluded.quantity` },
      })
      .returning({
        component: usageRecord.component,
        idx: usageRecord.idx,
        meter: usageRecord.meter,
        bucket: usageRecord.bucket,
        quantity: usageRecord.quantity,
      });
    totals.push(...updated);
  }
  return totals;
}

export interface UsedRow {
  readonly slotId: string;
  readonly component: string;
  readonly idx: number;
  readonly at: Instant;
  readonly startedAt: Instant;
  readonly counters: Record<UsedMeter, number>;
}

/** The newest samples of running slots, newest first; bounded, so that on a very full site the oldest machines are left out. */
export async function recentSamples(tx: Tx): Promise<UsedRow[]> {
  return tx.db
    .select({
      slotId: usageSample.slotId,
      component: usageSample.component,
      idx: usageSample.idx,
      at: usageSample.at,
      startedAt: usageSample.startedAt,
      counters: usageSample.counters,
    })
    .from(usageSample)
    .where(inArray(usageSample.slotId, sql`(select id from slot where state = 'running')`))
    .orderBy(sql`${usageSample.at} desc`)
    .limit(2000);
}

/** From `since` on slots are down; answers those that were not known to be. */
export async function beginDowntimes(
  tx: Tx,
  rows: readonly { slotId: string; accountId: string; since: Instant }[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const begun = await tx.db
    .insert(downtime)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ slotId: downtime.slotId });
  return begun.map(({ slotId }) => slotId);
}

/** It runs again, or its slot is over: since when and until when it was down; null when it was not known to be. */
export async function cameUp(tx: Tx, slotId: string): Promise<Interval | null> {
  const rows = await tx.db
    .update(downtime)
    .set({ until: sql`greatest(${downtime.since}, ${new Date(tx.now).toISOString()}::timestamptz)` })
    .where(and(eq(downtime.slotId, slotId), isNull(downtime.until)))
    .returning({ since: downtime.since, until: downtime.until });
  const row = rows[0];
  return row ? { start: row.since, end: row.until ?? tx.now } : null;
}

export async function isDown(tx: Tx, slotId: string): Promise<boolean> {
  return (await tx.db.$count(downtime, and(eq(downtime.slotId, slotId), isNull(downtime.until)))) > 0;
}

/** When a slot was down, in order; what has not ended counts up to `end`. */
export async function downtimesOf(tx: Tx, slotId: string, end: Instant): Promise<Interval[]> {
  const rows = await tx.db
    .select({ since: downtime.since, until: downtime.until })
    .from(downtime)
    .where(eq(downtime.slotId, slotId))
    .orderBy(asc(downtime.since));
  return rows.map(({ since, until }) => ({ start: since, end: until ?? Math.max(since, end) }));
}

/** What was read and counted of machines that run on is where the next slot counts from. */
export async function handOver(
  tx: Tx,
  from: string,
  to: { slotId: string; reservationId: string },
): Promise<void> {
  await tx.db
    .update(usageSample)
    .set(to)
    .where(and(eq(usageSample.slotId, from), eq(usageSample.settled, true)));
}
