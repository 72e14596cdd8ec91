import { freeName } from '@patchbay/engine/design';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import { together } from '../../db/together.ts';
import { environment } from './tables.ts';

/**
 * The name of a new environment: that of its design, or the next one with a number that none of the account has, since a
 * name is all that people tell environments by. Nobody else of the account names one until this transaction is over.
 */
export async function nameOfNew(tx: Tx, accountId: string, design: string): Promise<string> {
  // Two that look at the same moment would find the same.
  const alone = tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 14))`);
  const taken = tx.db
    .select({ name: environment.name })
    .from(environment)
    .where(and(eq(environment.accountId, accountId), sql`starts_with(${environment.name}, ${design})`));
  const [, rows] = await together(alone, taken);
  return freeName(design, rows);
}

export async function namesOf(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await tx.db
    .select({ id: environment.id, name: environment.name })
    .from(environment)
    .where(and(eq(environment.accountId, accountId), inArray(environment.id, wanted)));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The sites that some environments are at now. */
export async function sitesNow(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.db
    .select({ id: environment.id, siteId: environment.siteId })
    .from(environment)
    .where(and(eq(environment.accountId, accountId), inArray(environment.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, row.siteId]));
}
