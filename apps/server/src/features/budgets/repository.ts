import { and, asc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { budget, budgetAlert } from './tables.ts';

export async function budgetOf(tx: Tx, channelId: string) {
  const [row] = await tx.db.select().from(budget).where(eq(budget.channelId, channelId));
  return row;
}

export async function putBudget(tx: Tx, row: typeof budget.$inferInsert): Promise<void> {
  const { channelId: _, accountId: __, ...set } = row;
  await tx.db.insert(budget).values(row).onConflictDoUpdate({ target: budget.channelId, set });
}

/** The alerts of a channel's month that were sent, the lowest first. */
export function alertsOf(tx: Tx, channelId: string, period: string) {
  return tx.db
    .select()
    .from(budgetAlert)
    .where(and(eq(budgetAlert.channelId, channelId), eq(budgetAlert.period, period)))
    .orderBy(asc(budgetAlert.percent));
}

/** Each is sent once; one that was sent before changes nothing. */
export async function insertAlerts(
  tx: Tx,
  rows: readonly (typeof budgetAlert.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await tx.db
      .insert(budgetAlert)
      .values([...rows])
      .onConflictDoNothing();
}
