import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { newId } from '../../db/ids.ts';
import { outbox, type Job } from './tables.ts';

export function putJob(
  tx: Tx,
  row: { accountId: string; environmentId: string; slotId: string },
  job: Job,
  due: number,
): Promise<void> {
  return putJobs(tx, [{ ...row, job }], due);
}

/** Makes jobs due, new ones or those that are open already. */
export async function putJobs(
  tx: Tx,
  rows: readonly { accountId: string; environmentId: string; slotId: string; job: Job }[],
  due: number,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insert(outbox)
    .values(rows.map((row) => ({ id: newId('job'), ...row, due })))
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

export async function dropJobs(tx: Tx, slotIds: readonly string[], jobs: readonly Job[]): Promise<void> {
  await tx.db
    .update(outbox)
    .set({ doneAt: tx.now })
    .where(and(inArray(outbox.slotId, [...slotIds]), inArray(outbox.job, [...jobs]), isNull(outbox.doneAt)));
}
