import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/pool.ts';
import { session, user } from './tables.ts';

const columns = { id: user.id, name: user.name, email: user.email };

export function persons(tx: Tx) {
  return tx.db
    .select({ ...columns, createdAt: user.createdAt })
    .from(user)
    .orderBy(asc(user.createdAt))
    .limit(1000);
}

export function personsById(tx: Tx, ids: readonly string[]) {
  return tx.db
    .select(columns)
    .from(user)
    .where(inArray(user.id, [...ids]));
}

export async function personByEmail(tx: Tx, email: string) {
  const rows = await tx.db.select(columns).from(user).where(eq(user.email, email));
  return rows[0];
}

/** Whose session it is; undefined once it has been withdrawn or has run out. */
export async function personOfSession(db: Db, sessionId: string) {
  const [row] = await db
    .select({ id: user.id, name: user.name })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(eq(session.id, sessionId), sql`${session.expiresAt} > now()`));
  return row;
}

/** A session is as old as the last time that its password was given. */
export async function confirmNow(db: Db, sessionId: string): Promise<void> {
  await db
    .update(session)
    .set({ createdAt: sql`now()` })
    .where(eq(session.id, sessionId));
}

export async function isConfirmed(db: Db, sessionId: string, minutes: number): Promise<boolean> {
  const found = await db
    .select({ id: session.id })
    .from(session)
    .where(
      and(eq(session.id, sessionId), sql`${session.createdAt} > now() - ${minutes} * interval '1 minute'`),
    );
  return found.length > 0;
}
