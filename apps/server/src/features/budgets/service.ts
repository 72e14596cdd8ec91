import { capOf, type Budget } from '@patchbay/engine/invoicing';
import { utcMonth } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { PatchbayError } from '../../errors.ts';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import { chargedIn, feeAhead, holdCharges } from '../invoices/open.ts';
import * as members from '../members/service.ts';
import { capReachedAt, plan, underWayIn } from './caps.ts';
import type { BudgetDto } from './dto.ts';
import { limitOf, sendAlerts } from './limits.ts';
import * as repository from './repository.ts';

/** The budget of the channel that one acts for, and how far the current month has come. */
export async function get(actor: Actor): Promise<BudgetDto> {
  const { app, member, person } = actor;
  const people = await members.list(actor);
  return app.db.app.look(member, async (tx) => {
    const { accountId, channelId, channelName } = member;
    const period = utcMonth(tx.now).name;
    const row = await repository.budgetOf(tx, channelId);
    const limit = await limitOf(tx, channelId);
    const { book } = await catalogs.currentPriceBook(tx);
    const at = await capReachedAt(tx, member, await underWayIn(tx, { accountId, channelId }));
    const told = people.filter(({ personId, role }) =>
      row && row.told.length > 0 ? row.told.includes(personId) : role === 'owner',
    );
    return {
      channelName,
      period,
      currency: book.currency,
      ...limit,
      isDefault: row === undefined,
      told: told.map(({ personId, name }) => ({ personId, name })),
      toldMe: told.some(({ personId }) => personId === person.id),
      spentMicros: await chargedIn(tx, { channelId, period }),
      capAt: at === null ? null : iso(at),
      sent: (await repository.alertsOf(tx, channelId, period, limit.amountMicros)).map((alert) => ({
        percent: alert.percent,
        at: iso(alert.at),
        spentMicros: alert.spentMicros,
        amountMicros: alert.amountMicros,
      })),
    };
  });
}

/**
 * Changes a channel's budget from now on. A hard cap below what the month has come to is refused: what was charged stays.
 * What runs is stopped, or goes on, by the new cap.
 */
export async function set(actor: Actor, input: Budget & { told: readonly string[] }): Promise<{ ok: true }> {
  const { app, member, person } = actor;
  const { accountId, channelId } = member;
  const known = new Set((await members.list(actor)).map(({ personId }) => personId));
  if (!input.told.every((personId) => known.has(personId)))
    throw new PatchbayError('BAD_INPUT', 'Only members of the account can be told. Nothing was changed.', {
      issues: ['told'],
    });
  await app.db.platform.tx(member, async (tx) => {
    await holdCharges(tx, channelId);
    await refuseTooLow(tx, channelId, capOf(input));
    const { amountMicros, alerts, hardCap, told } = input;
    const values = { amountMicros, alerts, hardCap, told: [...told] };
    await repository.putBudget(tx, {
      accountId,
      channelId,
      ...values,
      changedAt: tx.now,
      changedBy: person.id,
    });
    const period = utcMonth(tx.now).name;
    await sendAlerts(tx, { accountId, channelId, period }, await chargedIn(tx, { channelId, period }), input);
    await plan(tx, member);
  });
  app.wake();
  return { ok: true };
}

async function refuseTooLow(tx: Tx, channelId: string, cap: number | null): Promise<void> {
  if (cap === null) return;
  const month = { channelId, period: utcMonth(tx.now).name };
  const charged = await chargedIn(tx, month);
  if (cap < charged)
    throw new PatchbayError(
      'CONFLICT',
      'This month has come to more than that already, and what was charged stays. Nothing was changed; choose a higher cap.',
      { issues: ['below-spent'] },
    );
  if (cap < charged + (await feeAhead(tx, month)))
    throw new PatchbayError(
      'CONFLICT',
      'The fee that a month begins with is more than that, so nothing could ever start. Nothing was changed; choose a higher cap.',
      { issues: ['below-fee'] },
    );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
