import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { newId } from '../../db/ids.ts';
import type { Tx } from '../../db/pool.ts';
import { accessGrant } from './tables.ts';

export type GrantRow = typeof accessGrant.$inferSelect;
type NewGrant = Omit<GrantRow, 'id' | 'cookieHash' | 'createdAt' | 'expiresAt'>;

/** The account's grants that are over go with each new one, so that they never pile up. */
export async function insertGrant(tx: Tx, row: NewGrant, ticketSeconds: number): Promise<void> {
  await tx.db
    .delete(accessGrant)
    .where(and(eq(accessGrant.accountId, row.accountId), lt(accessGrant.expiresAt, sql`real_clock()`)));
  await tx.db.insert(accessGrant).values({
    ...row,
    id: newId('grant'),
    createdAt: sql`real_clock()`,
    expiresAt: sql`real_clock() + ${ticketSeconds} * interval '1 second'`,
  });
}

/** Turns a ticket into a cookie, once, whoever asks and on whichever server; undefined when there is no such ticket. */
export async function redeem(
  tx: Tx,
  input: { label: string; ticketHash: string; cookieHash: string; cookieSeconds: number },
): Promise<GrantRow | undefined> {
  const [row] = await tx.db
    .update(accessGrant)
    .set({
      ticketHash: null,
      cookieHash: input.cookieHash,
      expiresAt: sql`real_clock() + ${input.cookieSeconds} * interval '1 second'`,
    })
    .where(
      and(
        eq(accessGrant.ticketHash, input.ticketHash),
        eq(accessGrant.label, input.label),
        gt(accessGrant.expiresAt, sql`real_clock()`),
      ),
    )
    .returning();
  return row;
}

export async function byCookie(tx: Tx, label: string, cookieHash: string): Promise<GrantRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(accessGrant)
    .where(
      and(
        eq(accessGrant.cookieHash, cookieHash),
        eq(accessGrant.label, label),
        gt(accessGrant.expiresAt, sql`real_clock()`),
      ),
    );
  return row;
}
