import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { Role } from '../session/dto.ts';

/** A customer's legal and billing identity: the tenant. */
export const account = pgTable('account', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const membership = pgTable(
  'membership',
  {
    accountId: text('account_id')
      .notNull()
      .references(() => account.id),
    personId: text('person_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    joinedAt: instant('joined_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.personId] })],
);

/** Persons who run the data center. */
export const operator = pgTable('operator', { personId: text('person_id').primaryKey() });

/** An account's connection to the platform: isolation, meters and charges hang on it. */
export const channel = pgTable('channel', {
  id: text('id').primaryKey(),
  accountId: text('account_id')
    .notNull()
    .references(() => account.id),
  name: text('name').notNull(),
  /** What operators know it by; the next one, given by a trigger, where none is. */
  no: integer('no').notNull().default(0).unique(),
});
