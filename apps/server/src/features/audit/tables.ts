import { bigint, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/**
 * One act, as it was asked for. Entries of an account follow each other by number and hash; `no`, `prev`, `hash` and both
 * times are the database's own (chain_audit_entry), and an entry never changes.
 */
export const auditEntry = pgTable(
  'audit_entry',
  {
    /** Whose log it is in; `platform` is that of the operators. */
    accountId: text('account_id').notNull(),
    no: bigint('no', { mode: 'number' }).notNull(),
    /** World time. */
    at: instant('at').notNull(),
    realAt: instant('real_at').notNull(),
    /** Null where nobody had signed in. */
    personId: text('person_id'),
    /** The procedure. */
    act: text('act').notNull(),
    /** `asked`, written before it is done; what was refused has a second entry, with the code. */
    outcome: text('outcome').notNull(),
    /** What it was done to, where it named that. */
    subject: text('subject'),
    facts: jsonb('facts').$type<Record<string, string>>().notNull(),
    prev: text('prev').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.no] })],
);

/** The newest entry of each log; the row that entries of one account queue for. */
export const auditHead = pgTable('audit_head', {
  accountId: text('account_id').primaryKey(),
  no: bigint('no', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
  /** Real time. */
  changedAt: instant('changed_at').notNull(),
});
