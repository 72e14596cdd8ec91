import { alertsDue, DEFAULT_BUDGET, type Budget } from '@patchbay/engine/invoicing';
import type { Tx } from '../../db/pool.ts';
import * as repository from './repository.ts';

/** A channel's month, by the period of its invoice, `YYYY-MM`. */
export interface ChannelMonth {
  readonly accountId: string;
  readonly channelId: string;
  readonly period: string;
}

/** What holds for a channel: its own budget, or the one that every channel has from its first day. */
export async function limitOf(tx: Tx, channelId: string): Promise<Budget> {
  const row = await repository.budgetOf(tx, channelId);
  if (!row) return DEFAULT_BUDGET;
  return { amountMicros: row.amountMicros, alerts: row.alerts, hardCap: row.hardCap };
}

/** What runs was stopped at the cap: the last alert is due, although a second's worth may still be left of it. */
export async function sendReached(tx: Tx, month: ChannelMonth, limit: Budget): Promise<void> {
  const { amountMicros } = limit;
  await sendAlerts(tx, month, amountMicros, limit);
}

/**
 * Sends the alerts that a month's charges have reached, in the transaction of what made them reach it: a charge, or another
 * budget, of which each share is told anew.
 */
export async function sendAlerts(
  tx: Tx,
  month: ChannelMonth,
  spentMicros: number,
  limit: Budget,
): Promise<void> {
  const sent = await repository.alertsOf(tx, month.channelId, month.period, limit.amountMicros);
  const due = alertsDue(
    spentMicros,
    limit,
    sent.map(({ percent }) => percent),
  );
  await repository.insertAlerts(
    tx,
    due.map((percent) => ({
      ...month,
      percent,
      at: tx.now,
      spentMicros,
      amountMicros: limit.amountMicros,
    })),
  );
}
