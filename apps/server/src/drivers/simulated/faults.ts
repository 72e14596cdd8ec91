import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Pool, Tx } from '../../db/pool.ts';
import { env } from '../../env.ts';
import { DriverError } from '../driver.ts';
import { fault, resource, type FaultName } from './tables.ts';

/** When something is wrong, in world time: `[at, until)`; without an end until somebody mends it. */
export interface Period {
  readonly at: number;
  readonly until: number | null;
}

/** Breaks a simulated host from the world's side, as an accident would. Repeating it changes nothing. */
export async function breakHost(pool: Pool, hostId: string, kind: FaultName): Promise<void> {
  await pool.tx(null, (tx) => breakHosts(tx, [hostId], kind, { at: tx.now, until: null }));
}

/** The same for many hosts, also ahead of time. */
export async function breakHosts(
  tx: Tx,
  hostIds: readonly string[],
  kind: FaultName,
  { at, until }: Period,
): Promise<void> {
  if (hostIds.length === 0) return;
  await tx.db
    .insert(fault)
    .values(hostIds.map((hostId) => ({ hostId, kind, at, until })))
    .onConflictDoNothing();
}

/** A host that had no power comes back with everything that was on it, switched off. What is planned stays planned. */
export async function mendHost(pool: Pool, hostId: string): Promise<void> {
  await pool.tx(null, (tx) => mendHosts(tx, [hostId]));
}

export async function mendHosts(tx: Tx, hostIds: readonly string[]): Promise<void> {
  if (hostIds.length === 0) return;
  await losePower(tx, hostIds);
  await tx.db.delete(fault).where(and(inArray(fault.hostId, [...hostIds]), lte(fault.at, tx.now)));
}

const SILENT: readonly FaultName[] = ['power-off', 'partition'];

const isOpen = (tx: Tx) => and(lte(fault.at, tx.now), or(isNull(fault.until), gt(fault.until, tx.now)));

/** Those of some hosts that do not answer. */
export async function silentOf(tx: Tx, hosts: readonly string[]): Promise<string[]> {
  if (hosts.length === 0) return [];
  const rows = await tx.db
    .selectDistinct({ hostId: fault.hostId })
    .from(fault)
    .where(and(inArray(fault.hostId, [...hosts]), inArray(fault.kind, [...SILENT]), isOpen(tx)));
  return rows.map(({ hostId }) => hostId);
}

/** What is wrong with any of these hosts; throws when one of them does not answer at all. */
export async function faultsOf(tx: Tx, hosts: readonly string[]): Promise<ReadonlySet<FaultName>> {
  if (hosts.length === 0) return new Set();
  const rows = await tx.db
    .select()
    .from(fault)
    .where(and(inArray(fault.hostId, [...hosts]), lte(fault.at, tx.now)));
  const open = rows.filter(({ until }) => until === null || until > tx.now);
  const silent = open.find(({ kind }) => SILENT.includes(kind));
  if (silent) throw new DriverError('unreachable', `host ${silent.hostId} does not answer`, 'unknown');
  if (open.length < rows.length) await forget(tx, hosts);
  return new Set(open.map(({ kind }) => kind));
}

/** What is over leaves its mark, and is no more. */
async function forget(tx: Tx, hosts: readonly string[]): Promise<void> {
  await losePower(tx, hosts);
  await tx.db.delete(fault).where(and(inArray(fault.hostId, [...hosts]), lte(fault.until, tx.now)));
}

/** Whatever ran before a power failure was over is off, although nobody looked while it lasted. */
async function losePower(tx: Tx, hosts: readonly string[]): Promise<void> {
  const dark = sql`exists (select 1 from ${fault} where ${fault.hostId} = ${resource.hostId} and ${fault.kind} = 'power-off'
    and ${fault.at} <= clock() and ${resource.startedAt} < coalesce(${fault.until}, clock()))`;
  await tx.db
    .update(resource)
    .set({ startedAt: null, readyAt: null })
    .where(and(inArray(resource.hostId, [...hosts]), eq(resource.form, 'machine'), dark));
}

/** The next instant at which a host falls silent or is back by itself; null when none is planned. */
export async function nextSilence(tx: Tx): Promise<number | null> {
  const [row] = await tx.db.execute<{ at: string | null }>(sql`
    select (extract(epoch from min(x.at)) * 1000)::bigint as at from ${fault}, lateral (values (${fault.at}), (${fault.until})) as x (at)
     where ${inArray(fault.kind, [...SILENT])} and x.at > clock()`);
  return row?.at ? Number(row.at) : null;
}

const LATE_MS = 1000;

/** The work is done by now; whoever does not wait never hears of it. */
export async function answerLate(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = env.after(LATE_MS, resolve);
    const give = () => {
      stop();
      reject(new DriverError('timeout', 'the host did not answer in time', 'unknown'));
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
