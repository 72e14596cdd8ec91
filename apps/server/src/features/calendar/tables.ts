import { pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/** The secret address of one person's calendar of one account. Only its hash is stored; a new one ends the old one. */
export const calendarToken = pgTable(
  'calendar_token',
  {
    accountId: text('account_id').notNull(),
    personId: text('person_id').notNull(),
    hash: text('hash').notNull(),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.personId] }), unique('calendar_token_hash').on(t.hash)],
);
