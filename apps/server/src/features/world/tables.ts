import { bigint, boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';

/** One row: whether this is a demo world, and how far its clock is ahead of the real one. */
export const world = pgTable('world', {
  one: integer('one').primaryKey(),
  id: text('id').notNull(),
  demo: boolean('demo').notNull(),
  offsetMs: bigint('offset_ms', { mode: 'number' }).notNull(),
  /** Real time until which a server process holds the clock to move it. */
  skipUntil: instant('skip_until'),
  /** Since when, in real time, a restored world waits to be told that it goes on; null for one that does. */
  pausedAt: instant('paused_at'),
});
