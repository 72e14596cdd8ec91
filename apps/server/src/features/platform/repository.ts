import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';

/** Asks the database for nothing: how long that takes is how it answers. */
export async function answer(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select 1`);
}
