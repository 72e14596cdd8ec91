import { setTimeout as delay } from 'node:timers/promises';
import { and, eq, inArray } from 'drizzle-orm';
import type { Pool, Tx } from '../../db/pool.ts';
import { DriverError } from '../driver.ts';
import { fault, resource, type FaultName } from './tables.ts';

/** Breaks a simulated host from the world's side, as an accident would. Repeating it changes nothing. */
export async function breakHost(pool: Pool, hostId: string, kind: FaultName): Promise<void> {
  await pool.tx(null, async (tx) => {
    await tx.db.insert(fault).values({ hostId, kind }).onConflictDoNothing();
    if (kind === 'power-off')
      await tx.db
        .update(resource)
        .set({ startedAt: null, readyAt: null })
        .where(and(eq(resource.hostId, hostId), eq(resource.form, 'machine')));
  });
}

/** A host that had no power comes back with everything that was on it, switched off. */
export async function mendHost(pool: Pool, hostId: string): Promise<void> {
  await pool.tx(null, (tx) => tx.db.delete(fault).where(eq(fault.hostId, hostId)));
}

/** What is wrong with any of these hosts; throws when one of them does not answer at all. */
export async function faultsOf(tx: Tx, hosts: readonly string[]): Promise<ReadonlySet<FaultName>> {
  if (hosts.length === 0) return new Set();
  const rows = await tx.db
    .select()
    .from(fault)
    .where(inArray(fault.hostId, [...hosts]));
  const silent = rows.find(({ kind }) => kind === 'power-off' || kind === 'partition');
  if (silent) throw new DriverError('unreachable', `host ${silent.hostId} does not answer`, 'unknown');
  return new Set(rows.map(({ kind }) => kind));
}

const LATE_MS = 1000;

/** The work is done by now; whoever does not wait never hears of it. */
export async function answerLate(signal: AbortSignal): Promise<void> {
  await delay(LATE_MS, undefined, { signal }).catch(() => {
    throw new DriverError('timeout', 'the host did not answer in time', 'unknown');
  });
}
