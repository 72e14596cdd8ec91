import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { calendarToken } from './tables.ts';

interface Owner {
  readonly accountId: string;
  readonly personId: string;
}

/** One address at a time for each person and account: a new one takes the place of the old one. */
export async function putToken(tx: Tx, owner: Owner, hash: string): Promise<void> {
  const row = { ...owner, hash, madeAt: sql`real_clock()` };
  await tx.db
    .insert(calendarToken)
    .values(row)
    .onConflictDoUpdate({
      target: [calendarToken.accountId, calendarToken.personId],
      set: { hash, madeAt: row.madeAt },
    });
}

export async function dropToken(tx: Tx, { accountId, personId }: Owner): Promise<void> {
  await tx.db
    .delete(calendarToken)
    .where(and(eq(calendarToken.accountId, accountId), eq(calendarToken.personId, personId)));
}

export async function tokenOf(tx: Tx, { accountId, personId }: Owner) {
  const [row] = await tx.db
    .select({ madeAt: calendarToken.madeAt })
    .from(calendarToken)
    .where(and(eq(calendarToken.accountId, accountId), eq(calendarToken.personId, personId)));
  return row;
}

export async function ownerOf(tx: Tx, hash: string): Promise<Owner | undefined> {
  const [row] = await tx.db
    .select({ accountId: calendarToken.accountId, personId: calendarToken.personId })
    .from(calendarToken)
    .where(eq(calendarToken.hash, hash));
  return row;
}
