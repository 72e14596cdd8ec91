import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from '../../db/columns.ts';
import type { FailureScope, HitOutcome } from './dto.ts';

/** Hosts that fell silent together: one of them, all of a rack, or all of a site. */
export const failure = pgTable(
  'failure',
  {
    id: text('id').primaryKey(),
    scope: text('scope').$type<FailureScope>().notNull(),
    scopeId: text('scope_id').notNull(),
    siteId: text('site_id').notNull(),
    /** The first look without an answer. */
    since: instant('since').notNull(),
    /** When they were given up, and what ran there was moved. */
    lostAt: instant('lost_at').notNull(),
    /** When the last of them answered again. */
    endedAt: instant('ended_at'),
    /** When an operator put it aside. */
    closedAt: instant('closed_at'),
  },
  (t) => [index('failure_since').on(t.since)],
);

export const failureHost = pgTable(
  'failure_host',
  {
    failureId: text('failure_id')
      .notNull()
      .references(() => failure.id),
    hostId: text('host_id').notNull(),
    returnedAt: instant('returned_at'),
  },
  (t) => [primaryKey({ columns: [t.failureId, t.hostId] }), index('failure_host_host').on(t.hostId)],
);

/** What a failure did to one slot, and how that ended. */
export const failureHit = pgTable(
  'failure_hit',
  {
    failureId: text('failure_id')
      .notNull()
      .references(() => failure.id),
    slotId: text('slot_id').notNull(),
    accountId: text('account_id').notNull(),
    environmentId: text('environment_id').notNull(),
    channelId: text('channel_id').notNull(),
    outcome: text('outcome').$type<HitOutcome>().notNull(),
    /** Machines that were on its hosts. */
    machines: integer('machines').notNull(),
    /** Hosts to which they went. */
    toHosts: jsonb('to_hosts').$type<readonly string[]>().notNull(),
    at: instant('at').notNull(),
    /** When all of it ran again, or the slot was over. */
    overAt: instant('over_at'),
    downSeconds: bigint('down_seconds', { mode: 'number' }).notNull().default(0),
    creditMicros: bigint('credit_micros', { mode: 'number' }).notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.failureId, t.slotId] }), index('failure_hit_slot').on(t.slotId)],
);
