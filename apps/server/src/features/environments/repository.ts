import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { newId } from '../../db/ids.ts';
import type { PartState, StageDto } from './dto.ts';
import { address, environment, event, outbox, part, stage, type Job } from './tables.ts';

export type EnvironmentRow = typeof environment.$inferSelect;
export type StageName = StageDto['stage'];

export function environmentsOf(tx: Tx, accountId: string) {
  return tx.db
    .select()
    .from(environment)
    .where(eq(environment.accountId, accountId))
    .orderBy(desc(environment.createdAt))
    .limit(200);
}

export async function environmentById(tx: Tx, accountId: string, id: string) {
  const [row] = await tx.db
    .select()
    .from(environment)
    .where(and(eq(environment.accountId, accountId), eq(environment.id, id)));
  return row;
}

/** The same, and nobody else changes what it is made of until this transaction is over. */
export async function lockEnvironment(tx: Tx, accountId: string, id: string) {
  const [row] = await tx.db
    .select()
    .from(environment)
    .where(and(eq(environment.accountId, accountId), eq(environment.id, id)))
    .for('update');
  return row;
}

/** Raises the generation, from the one that was seen; null when somebody else raised it first. */
export async function nextGeneration(tx: Tx, row: EnvironmentRow): Promise<EnvironmentRow | null> {
  const [raised] = await tx.db
    .update(environment)
    .set({ generation: row.generation + 1, wanted: 'running' })
    .where(and(eq(environment.id, row.id), eq(environment.generation, row.generation)))
    .returning();
  return raised ?? null;
}

export async function setWanted(tx: Tx, id: string, wanted: EnvironmentRow['wanted']): Promise<void> {
  await tx.db.update(environment).set({ wanted }).where(eq(environment.id, id));
}

export function stagesOf(tx: Tx, environmentId: string, generation: number) {
  return tx.db
    .select()
    .from(stage)
    .where(and(eq(stage.environmentId, environmentId), eq(stage.generation, generation)));
}

/** Begins a stage and ends the one before it; repeating it changes nothing. */
export async function beginStage(
  tx: Tx,
  row: EnvironmentRow,
  name: StageName,
  after: StageName | null,
): Promise<void> {
  if (after) await endStage(tx, row, after);
  await tx.db
    .insert(stage)
    .values({
      environmentId: row.id,
      generation: row.generation,
      stage: name,
      accountId: row.accountId,
      startedAt: tx.now,
    })
    .onConflictDoNothing();
}

/** In this order an environment comes up. */
const UPWARDS: readonly StageName[] = ['bind', 'images', 'networks', 'machines', 'start', 'ready'];

/** It has come so far: those before it are over. Repeating it, or an earlier one, changes nothing. */
export async function reachStage(tx: Tx, row: EnvironmentRow, name: StageName): Promise<void> {
  const before = UPWARDS.slice(0, UPWARDS.indexOf(name));
  const key = { environmentId: row.id, generation: row.generation, accountId: row.accountId };
  await tx.db
    .insert(stage)
    .values(
      // Paper needs no images, and has no such stage.
      [...before.filter((one) => one !== 'images'), name].map((one) => ({
        ...key,
        stage: one,
        startedAt: tx.now,
        endedAt: one === name ? null : tx.now,
      })),
    )
    .onConflictDoUpdate({
      target: [stage.environmentId, stage.generation, stage.stage],
      set: { endedAt: sql`coalesce(${stage.endedAt}, excluded.ended_at)` },
    });
  if (before.includes('images')) await endStage(tx, row, 'images');
}

export async function endStage(tx: Tx, row: EnvironmentRow, name: StageName): Promise<void> {
  await tx.db
    .update(stage)
    .set({ endedAt: tx.now })
    .where(
      and(
        eq(stage.environmentId, row.id),
        eq(stage.generation, row.generation),
        eq(stage.stage, name),
        isNull(stage.endedAt),
      ),
    );
}

export interface PartObservation {
  readonly component: string;
  readonly idx: number;
  readonly state: PartState;
  readonly host: string | null;
}

const BATCH = 500;

/** Records what the driver observed; an observation of an older generation changes nothing. */
export async function observeParts(
  tx: Tx,
  row: EnvironmentRow,
  parts: readonly PartObservation[],
): Promise<void> {
  const rows = parts.map((seen) => ({
    ...seen,
    environmentId: row.id,
    accountId: row.accountId,
    generation: row.generation,
    observedAt: tx.now,
  }));
  for (let at = 0; at < rows.length; at += BATCH) {
    await tx.db
      .insert(part)
      .values(rows.slice(at, at + BATCH))
      .onConflictDoUpdate({
        target: [part.environmentId, part.component, part.idx],
        set: {
          state: sql`excluded.state`,
          host: sql`excluded.host`,
          generation: sql`excluded.generation`,
          observedAt: sql`excluded.observed_at`,
        },
        setWhere: sql`${part.generation} <= excluded.generation`,
      });
  }
}

/** Nothing of it is left at the data center. */
export async function partsGone(tx: Tx, row: EnvironmentRow): Promise<void> {
  await tx.db
    .update(part)
    .set({ state: 'gone', host: null, observedAt: tx.now })
    .where(eq(part.environmentId, row.id));
}

export function partsOf(tx: Tx, environmentId: string) {
  return tx.db
    .select()
    .from(part)
    .where(eq(part.environmentId, environmentId))
    .orderBy(asc(part.component), asc(part.idx));
}

/** The hosts that parts of some environments were last seen on. */
export async function hostsOf(
  tx: Tx,
  environmentIds: readonly string[],
): Promise<{ environmentId: string; host: string }[]> {
  const rows = await tx.db
    .selectDistinct({ environmentId: part.environmentId, host: part.host })
    .from(part)
    .where(inArray(part.environmentId, [...environmentIds]))
    .orderBy(asc(part.environmentId), asc(part.host));
  return rows.flatMap(({ environmentId, host }) => (host === null ? [] : [{ environmentId, host }]));
}

/** When anything of this generation was last seen to run; 0 when nothing ever was. */
export async function lastSeen(tx: Tx, row: EnvironmentRow): Promise<number | null> {
  const [newest] = await tx.db
    .select({ at: part.observedAt })
    .from(part)
    .where(
      and(eq(part.environmentId, row.id), eq(part.generation, row.generation), eq(part.state, 'running')),
    )
    .orderBy(desc(part.observedAt))
    .limit(1);
  return newest?.at ?? null;
}

export async function partAt(tx: Tx, environmentId: string, component: string, idx: number) {
  const [row] = await tx.db
    .select()
    .from(part)
    .where(and(eq(part.environmentId, environmentId), eq(part.component, component), eq(part.idx, idx)));
  return row;
}

export function addressesOf(tx: Tx, environmentId: string) {
  return tx.db
    .select()
    .from(address)
    .where(eq(address.environmentId, environmentId))
    .orderBy(asc(address.component), asc(address.idx), asc(address.network));
}

export async function insertAddresses(tx: Tx, rows: readonly (typeof address.$inferInsert)[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await tx.db
      .insert(address)
      .values(rows.slice(at, at + BATCH))
      .onConflictDoNothing();
}

export async function addEvent(
  tx: Tx,
  row: { id: string; accountId: string },
  code: string,
  values: Record<string, string | number> = {},
): Promise<void> {
  await tx.db
    .insert(event)
    .values({ id: newId('ev'), accountId: row.accountId, environmentId: row.id, at: tx.now, code, values });
}

export function eventsOf(tx: Tx, environmentId: string) {
  return tx.db
    .select()
    .from(event)
    .where(eq(event.environmentId, environmentId))
    .orderBy(desc(event.at), desc(event.id))
    .limit(100);
}

/** Tells every server process that an environment changed, and its account with it; a hint, never the truth. */
export async function notify(tx: Tx, environmentId: string): Promise<void> {
  await tx.db.execute(
    sql`select pg_notify('environment', id), pg_notify('environment', account_id) from environment where id = ${environmentId}`,
  );
}

export async function putJob(
  tx: Tx,
  row: { accountId: string; environmentId: string; slotId: string },
  job: Job,
  due: number,
): Promise<void> {
  await tx.db
    .insert(outbox)
    .values({ id: newId('job'), ...row, job, due })
    .onConflictDoUpdate({
      target: [outbox.slotId, outbox.job],
      targetWhere: sql`done_at is null`,
      // A worker that is just about to close the old one loses its hold on it.
      set: {
        due,
        retryAt: null,
        leaseUntil: null,
        tries: 0,
        problem: null,
        leaseEpoch: sql`${outbox.leaseEpoch} + 1`,
      },
    });
}

export async function moveJob(tx: Tx, slotId: string, job: Job, due: number): Promise<void> {
  await tx.db
    .update(outbox)
    .set({ due, retryAt: null })
    .where(and(eq(outbox.slotId, slotId), eq(outbox.job, job), isNull(outbox.doneAt)));
}

export async function dropJobs(tx: Tx, slotId: string, jobs: readonly Job[]): Promise<void> {
  await tx.db
    .update(outbox)
    .set({ doneAt: tx.now })
    .where(and(eq(outbox.slotId, slotId), inArray(outbox.job, [...jobs]), isNull(outbox.doneAt)));
}
