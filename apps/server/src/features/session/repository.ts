import { asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { user } from './tables.ts';

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
