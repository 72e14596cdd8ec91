import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { environment, outbox, type Job } from './tables.ts';

/** A piece of due work that this worker holds. Every write it makes first proves that it still does. */
export interface Lease {
  readonly id: string;
  readonly epoch: number;
  readonly job: Job;
  readonly slotId: string;
  readonly environmentId: string;
  readonly accountId: string;
  readonly due: number;
  readonly tries: number;
}

const LEASE_MS = 30_000;

/**
 * Takes the next due job that nobody holds; null when there is none, and while the world is paused. Accounts for which nobody
 * is at work come first, so that one with a thousand jobs due keeps another waiting for the end of a step and no longer.
 */
export async function take(tx: Tx): Promise<Lease | null> {
  const free = sql`done_at is null and due <= clock() and (lease_until is null or lease_until < real_clock()) and (retry_at is null or retry_at <= real_clock())
    and not exists (select 1 from world where paused_at is not null)`;
  const first = sql`order by due, case job when 'end' then 0 when 'start' then 1 when 'watch' then 2 else 3 end, id limit 1 for update skip locked`;
  const served = sql`select account_id from outbox where done_at is null and lease_until >= real_clock()`;
  const rows = await tx.db.execute<{
    id: string;
    epoch: string;
    job: Job;
    slot_id: string;
    environment_id: string;
    account_id: string;
    due: string;
    tries: number;
  }>(sql`
    update outbox set lease_until = real_clock() + ${LEASE_MS} * interval '1 millisecond', lease_epoch = lease_epoch + 1, tries = tries + 1
     where id = coalesce((select id from outbox where ${free} and account_id not in (${served}) ${first}), (select id from outbox where ${free} ${first}))
    returning id, lease_epoch as epoch, job, slot_id, environment_id, account_id, (extract(epoch from due) * 1000)::bigint as due, tries`);
  const row = rows[0];
  if (!row) return null;
  return {
    id: row.id,
    epoch: Number(row.epoch),
    job: row.job,
    slotId: row.slot_id,
    environmentId: row.environment_id,
    accountId: row.account_id,
    due: Number(row.due),
    tries: row.tries,
  };
}

/** Thrown when another worker took the job over: whatever this one was about to write must not be written. */
export class LostLease extends Error {
  constructor() {
    super('the lease on this job is held by another worker');
    this.name = 'LostLease';
  }
}

/** First statement of every worker's write: keeps the row locked until commit, or throws LostLease. */
export async function hold(tx: Tx, lease: Lease): Promise<void> {
  const rows = await tx.db
    .update(outbox)
    .set({ leaseUntil: sql`real_clock() + ${LEASE_MS} * interval '1 millisecond'` })
    .where(and(eq(outbox.id, lease.id), eq(outbox.leaseEpoch, lease.epoch), isNull(outbox.doneAt)))
    .returning({ id: outbox.id });
  if (rows.length === 0) throw new LostLease();
}

/**
 * Gives the job back, due again at `due` (world time), or sooner where it was called sooner meanwhile; progress clears its
 * tries.
 */
export async function again(tx: Tx, lease: Lease, due: number): Promise<void> {
  const at = sql`${new Date(due).toISOString()}::timestamptz`;
  const taken = sql`(extract(epoch from ${outbox.due}) * 1000)::bigint = ${lease.due}`;
  await tx.db
    .update(outbox)
    .set({
      due: sql`case when ${taken} then ${at} else least(${outbox.due}, ${at}) end`,
      leaseUntil: null,
      retryAt: null,
      tries: 0,
      problem: null,
    })
    .where(and(eq(outbox.id, lease.id), eq(outbox.leaseEpoch, lease.epoch)));
}

export async function done(tx: Tx, lease: Lease): Promise<void> {
  await tx.db
    .update(outbox)
    .set({ doneAt: tx.now, leaseUntil: null, problem: null })
    .where(and(eq(outbox.id, lease.id), eq(outbox.leaseEpoch, lease.epoch)));
}

/** Gives a failed job back, to be tried again after `delayMs` of real time. */
export async function retryLater(tx: Tx, lease: Lease, delayMs: number, problem: string): Promise<void> {
  await tx.db
    .update(outbox)
    .set({
      leaseUntil: null,
      retryAt: sql`real_clock() + ${delayMs} * interval '1 millisecond'`,
      problem: problem.slice(0, 300),
    })
    .where(and(eq(outbox.id, lease.id), eq(outbox.leaseEpoch, lease.epoch)));
}

/**
 * Sets when a slot is looked at because its channel's cap may be reached; null: never. A job that somebody is at is left to
 * them: they look at the cap themselves.
 */
export async function setCapJob(
  tx: Tx,
  row: { accountId: string; environmentId: string; slotId: string },
  due: number | null,
): Promise<void> {
  const open = sql`select id from outbox where slot_id = ${row.slotId} and job = 'cap' and done_at is null for update skip locked`;
  if (due === null) {
    await tx.db.execute(sql`update outbox set done_at = clock() where id in (${open})`);
    return;
  }
  await tx.db
    .insert(outbox)
    .values({ id: newId('job'), ...row, job: 'cap', due })
    .onConflictDoNothing();
  await tx.db.execute(sql`
    update outbox set due = ${new Date(due).toISOString()}::timestamptz, retry_at = null where id in (${open})`);
}

/** Whoever holds a job holds it no more, also where that is another world with the same jobs. */
export async function raiseEpochs(tx: Tx): Promise<void> {
  await tx.db
    .update(outbox)
    .set({ leaseEpoch: sql`${outbox.leaseEpoch} + 1`, leaseUntil: null })
    .where(isNull(outbox.doneAt));
}

/** Whether another job of the same slot is in somebody's hands right now. Its lease ends with its step, or runs out. */
export async function othersAtWork(tx: Tx, lease: Lease): Promise<boolean> {
  const rows = await tx.db.execute(sql`
    select 1 from outbox where slot_id = ${lease.slotId} and id <> ${lease.id} and done_at is null and lease_until > real_clock() limit 1`);
  return rows.length > 0;
}

/** Whether a job of a slot is not done yet. */
export async function isOpen(tx: Tx, slotId: string, job: Job): Promise<boolean> {
  const rows = await tx.db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.slotId, slotId), eq(outbox.job, job), isNull(outbox.doneAt)));
  return rows.length > 0;
}

/** When the soonest open work is due; `watch` is a heartbeat and no instant worth skipping to. */
export async function soonestDue(tx: Tx): Promise<number | null> {
  const [row] = await tx.db
    .select({ due: outbox.due })
    .from(outbox)
    .where(and(isNull(outbox.doneAt), ne(outbox.job, 'watch')))
    .orderBy(asc(outbox.due))
    .limit(1);
  return row?.due ?? null;
}

/** Of every kind of work the soonest that lies ahead, however much is on its way. */
export async function dueAhead(tx: Tx) {
  const soonest = await tx.db
    .selectDistinctOn([outbox.job], { job: outbox.job, due: outbox.due, name: environment.name })
    .from(outbox)
    .innerJoin(environment, eq(environment.id, outbox.environmentId))
    .where(and(isNull(outbox.doneAt), ne(outbox.job, 'watch'), gt(outbox.due, tx.now)))
    .orderBy(asc(outbox.job), asc(outbox.due), asc(outbox.id));
  return soonest.toSorted((a, b) => a.due - b.due);
}

/** The work that is due at this instant and was not done, heartbeats included. */
export async function overdue(tx: Tx) {
  const [row] = await tx.db
    .select({ job: outbox.job, environmentId: outbox.environmentId, name: environment.name })
    .from(outbox)
    .innerJoin(environment, eq(environment.id, outbox.environmentId))
    .where(and(isNull(outbox.doneAt), sql`${outbox.due} <= clock()`))
    .orderBy(asc(outbox.due), asc(outbox.id))
    .limit(1);
  return row;
}

/** Whether any work is due at this instant, heartbeats included. */
export async function anyDue(tx: Tx): Promise<boolean> {
  const rows = await tx.db.execute(
    sql`select 1 from outbox where done_at is null and due <= clock() limit 1`,
  );
  return rows.length > 0;
}

/** Open jobs that are due, that have been for over a minute, and that are tried again after a failure. */
export async function counts(tx: Tx): Promise<{ due: number; overdue: number; retried: number }> {
  const [row] = await tx.db.execute<{ due: number; overdue: number; retried: number }>(sql`
    select count(*)::int as due,
           (count(*) filter (where due <= clock() - interval '1 minute'))::int as overdue,
           (count(*) filter (where problem is not null))::int as retried
      from outbox where done_at is null and due <= clock()`);
  return row ?? { due: 0, overdue: 0, retried: 0 };
}

export async function nextDue(tx: Tx): Promise<number | null> {
  const rows = await tx.db.execute<{ due: string | null }>(sql`
    select (extract(epoch from min(due)) * 1000)::bigint as due from outbox where done_at is null and (lease_until is null or lease_until < real_clock()) and (retry_at is null or retry_at <= real_clock())`);
  const due = rows[0]?.due;
  return due === null || due === undefined ? null : Number(due);
}

/** One try that failed may be chance. */
const FAILING_TRIES = 3;

/** The start or end of a slot that failed several times in a row, and how often. */
export async function failing(
  tx: Tx,
  slotId: string,
): Promise<{ job: 'start' | 'end'; tries: number } | null> {
  const rows = await tx.db.execute<{ job: 'start' | 'end'; tries: number }>(sql`
    select job, tries from outbox where slot_id = ${slotId} and job in ('start', 'end') and done_at is null
       and problem is not null and tries >= ${FAILING_TRIES} limit 1`);
  return rows[0] ?? null;
}

export function troubled(tx: Tx) {
  return tx.db
    .select({
      environmentId: outbox.environmentId,
      channelId: environment.channelId,
      job: outbox.job,
      due: outbox.due,
      problem: outbox.problem,
    })
    .from(outbox)
    .innerJoin(environment, eq(environment.id, outbox.environmentId))
    .where(
      and(
        isNull(outbox.doneAt),
        sql`(${outbox.problem} is not null or exists (select 1 from slot where slot.id = ${outbox.slotId} and slot.deadline < clock() and slot.state <> 'scheduled'))`,
      ),
    )
    .orderBy(asc(outbox.due))
    .limit(100);
}
