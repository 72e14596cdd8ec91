import { bigint, boolean, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { AlertPercent } from '@patchbay/engine/invoicing';
import { instant } from '../../db/columns.ts';

/** What a channel may come to in a calendar month. A channel without a row has the engine's DEFAULT_BUDGET. */
export const budget = pgTable('budget', {
  channelId: text('channel_id').primaryKey(),
  accountId: text('account_id').notNull(),
  amountMicros: bigint('amount_micros', { mode: 'number' }).notNull(),
  alerts: jsonb('alerts').$type<AlertPercent[]>().notNull(),
  hardCap: boolean('hard_cap').notNull(),
  /** Ids of the persons who are told; empty: every owner of the account. */
  told: jsonb('told').$type<string[]>().notNull(),
  changedAt: instant('changed_at').notNull(),
  changedBy: text('changed_by').notNull(),
});

/** That a share of the budget was reached: once in a month, in the transaction of the charge that reached it. */
export const budgetAlert = pgTable(
  'budget_alert',
  {
    channelId: text('channel_id').notNull(),
    /** `YYYY-MM`. */
    period: text('period').notNull(),
    percent: integer('percent').$type<AlertPercent>().notNull(),
    accountId: text('account_id').notNull(),
    at: instant('at').notNull(),
    spentMicros: bigint('spent_micros', { mode: 'number' }).notNull(),
    /** The budget at that time. */
    amountMicros: bigint('amount_micros', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.channelId, t.period, t.percent, t.amountMicros] })],
);
