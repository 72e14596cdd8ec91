import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { setUp } from './tables.ts';

/** The token that counts from now on, for 24 hours of real time; an earlier one counts no more. */
export async function putToken(tx: Tx, tokenHash: string): Promise<void> {
  const row = { tokenHash, expiresAt: sql`real_clock() + interval '24 hours'`, usedAt: null };
  await tx.db
    .insert(setUp)
    .values({ one: 1, ...row })
    .onConflictDoUpdate({ target: setUp.one, set: row });
}

/** Uses the token up; false when it is not the one that counts, was used, or is too old. */
export async function takeToken(tx: Tx, tokenHash: string): Promise<boolean> {
  const rows = await tx.db
    .update(setUp)
    .set({ usedAt: sql`real_clock()` })
    .where(
      sql`${setUp.tokenHash} = ${tokenHash} and ${setUp.usedAt} is null and ${setUp.expiresAt} > real_clock()`,
    )
    .returning({ one: setUp.one });
  return rows.length === 1;
}

/** Makes a token usable again whose use came to nothing. */
export async function giveTokenBack(tx: Tx, tokenHash: string): Promise<void> {
  await tx.db.update(setUp).set({ usedAt: null }).where(eq(setUp.tokenHash, tokenHash));
}

/** Keeps everybody else from making an operator until the transaction ends. */
export async function lockSetUp(tx: Tx): Promise<void> {
  await tx.db.select({ one: setUp.one }).from(setUp).where(eq(setUp.one, 1)).for('update');
}
