import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const at = (name: string) => timestamp(name, { withTimezone: true });

/**
 * Somebody's way to one port of one machine: first a ticket for one visit, then a cookie. Only hashes are kept. It
 * names who, where and by which session; whether they may still is asked anew each time. Times are real times.
 */
export const accessGrant = pgTable(
  'access_grant',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    label: text('label').notNull(),
    environmentId: text('environment_id').notNull(),
    component: text('component').notNull(),
    idx: integer('idx').notNull(),
    port: integer('port').notNull(),
    personId: text('person_id').notNull(),
    sessionId: text('session_id').notNull(),
    /** Null once it has been used. */
    ticketHash: text('ticket_hash').unique(),
    cookieHash: text('cookie_hash').unique(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [index('access_grant_expires').on(t.expiresAt)],
);
