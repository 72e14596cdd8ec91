import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/** One row: the token with which the first operator of a world is made. Only its hash is kept. */
export const setUp = pgTable('set_up', {
  one: integer('one').primaryKey(),
  tokenHash: text('token_hash').notNull(),
  /** Real time. */
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});
