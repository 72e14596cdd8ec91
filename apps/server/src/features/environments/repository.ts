import { and, asc, desc, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { newId } from '../../db/ids.ts';
import type { PartState, StageDto } from './dto.ts';
import { address, environment, event, part, stage } from './tables.ts';

export { dropJobs, moveJob, putJob, putJobs } from './jobs.ts';
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

export function environmentsById(tx: Tx, ids: readonly string[]): Promise<EnvironmentRow[]> {
  return tx.db
    .select()
    .from(environment)
    .where(inArray(environment.id, [...ids]));
}

/** One of them, and nobody else changes what it is made of until this transaction is over. */
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

/** The same with several environments that nobody else raises meanwhile; each begins with its first stage. */
export async function beginAnew(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const raised = await tx.db
    .update(environment)
    .set({ generation: sql`${environment.generation} + 1`, wanted: 'running' })
    .where(inArray(environment.id, [...ids]))
    .returning();
  await tx.db.insert(stage).values(
    raised.map(({ id, generation, accountId }) => ({
      environmentId: id,
      generation,
      stage: 'bind' as const,
      accountId,
      startedAt: tx.now,
    })),
  );
}

/** Its customer asked for that very site. */
export async function chooseSite(tx: Tx, id: string): Promise<void> {
  await tx.db.update(environment).set({ siteChosen: true }).where(eq(environment.id, id));
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

/** When anything of some environments was last seen to run, each in its generation; nothing where nothing ever was. */
export async function lastSeen(tx: Tx, environmentIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.db
    .select({ id: part.environmentId, at: max(part.observedAt) })
    .from(part)
    .innerJoin(
      environment,
      and(eq(environment.id, part.environmentId), eq(environment.generation, part.generation)),
    )
    .where(and(inArray(part.environmentId, [...environmentIds]), eq(part.state, 'running')))
    .groupBy(part.environmentId);
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at]])));
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

export function addEvent(
  tx: Tx,
  row: { id: string; accountId: string },
  code: string,
  values: EventValues = {},
): Promise<void> {
  return addEvents(tx, [{ environmentId: row.id, accountId: row.accountId, code, values }]);
}

type EventValues = Record<string, string | number>;

export async function addEvents(
  tx: Tx,
  rows: readonly { environmentId: string; accountId: string; code: string; values: EventValues }[],
): Promise<void> {
  if (rows.length > 0)
    await tx.db.insert(event).values(rows.map((row) => ({ id: newId('ev'), at: tx.now, ...row })));
}

export function eventsOf(tx: Tx, environmentId: string) {
  return tx.db
    .select()
    .from(event)
    .where(eq(event.environmentId, environmentId))
    .orderBy(desc(event.at), desc(event.id))
    .limit(100);
}

/** Tells every server process that environments changed, and their accounts with them; a hint, never the truth. */
export async function notify(tx: Tx, ...environmentIds: readonly string[]): Promise<void> {
  if (environmentIds.length === 0) return;
  await tx.db.execute(
    sql`select pg_notify('environment', id), pg_notify('environment', account_id) from environment where id in ${[...environmentIds]}`,
  );
}
