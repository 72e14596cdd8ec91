import { and, desc, eq, gte, lt, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/pool.ts';
import type { Act } from './acts.ts';
import { auditEntry, auditHead } from './tables.ts';

export interface NewEntry extends Act {
  readonly accountId: string;
  readonly personId: string | null;
  readonly outcome: string;
}

/** Numbers, times and hashes are the database's: the app role may give no others. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<void> {
  const { accountId, personId, act, outcome, subject, facts } = entry;
  await tx.db.execute(sql`insert into audit_entry (account_id, person_id, act, outcome, subject, facts)
    values (${accountId}, ${personId}, ${act}, ${outcome}, ${subject}, ${JSON.stringify(facts)}::text::jsonb)`);
}

export interface Filter {
  readonly before?: number | undefined;
  readonly act?: string | undefined;
  readonly personId?: string | undefined;
  readonly refused?: boolean | undefined;
  /** World time. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export function entriesOf(tx: Tx, accountId: string, filter: Filter, limit: number) {
  const { before, act, personId, refused, from, to } = filter;
  return tx.db
    .select()
    .from(auditEntry)
    .where(
      and(
        eq(auditEntry.accountId, accountId),
        before === undefined ? undefined : lt(auditEntry.no, before),
        act === undefined ? undefined : eq(auditEntry.act, act),
        personId === undefined ? undefined : eq(auditEntry.personId, personId),
        refused ? ne(auditEntry.outcome, 'asked') : undefined,
        from === undefined ? undefined : gte(auditEntry.at, from),
        to === undefined ? undefined : lt(auditEntry.at, to),
      ),
    )
    .orderBy(desc(auditEntry.no))
    .limit(limit);
}

/** Heads that changed within so many hours of real time; the log of the server keeps them apart from the database. */
export function changedHeads(tx: Tx, hours: number, limit: number) {
  return tx.db
    .select({ accountId: auditHead.accountId, no: auditHead.no, hash: auditHead.hash })
    .from(auditHead)
    .where(sql`${auditHead.changedAt} > real_clock() - ${hours} * interval '1 hour'`)
    .orderBy(desc(auditHead.changedAt))
    .limit(limit);
}
