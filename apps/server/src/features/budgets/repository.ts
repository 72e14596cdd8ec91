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

/** The alerts of a channel's month that were sent for a budget of that amount, the lowest first. */
export function alertsOf(tx: Tx, channelId: string, period: string, amountMicros: number) {
  return tx.db
    .select()
    .from(budgetAlert)
    .where(
      and(
        eq(budgetAlert.channelId, channelId),
        eq(budgetAlert.period, period),
        eq(budgetAlert.amountMicros, amountMicros),
      ),
    )
    .orderBy(asc(budgetAlert.percent));
}

/** Each is sent once for each amount; one that was sent before changes nothing. */
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
