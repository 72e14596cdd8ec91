import type { Uncharged } from '@patchbay/engine/invoicing';
import { MAX_AHEAD } from '@patchbay/engine/scheduling';
import { utcMonth, type Instant } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { chargedIn, feeAhead } from '../invoices/open.ts';
import * as slots from '../reservations/slots.ts';
import { readUnderWay } from '../usage/under-way.ts';
import { capReachedAt, underWayIn, type Payer } from './caps.ts';
import type { OutlookDto } from './dto.ts';
import { limitOf } from './limits.ts';

/** Slots that are booked ahead and looked at; a channel with more of them has a budget that is looked at again before they run. */
const AHEAD = 100;

/** What slots that are about to be booked mean for the budget of their channel, with what runs and is booked already. */
export async function outlook(tx: Tx, payer: Payer, wanted: readonly Uncharged[]): Promise<OutlookDto> {
  const { channelId } = payer;
  const { amountMicros, hardCap } = await limitOf(tx, channelId);
  const spentMicros = await chargedIn(tx, { channelId, period: utcMonth(tx.now).name });
  const first = Math.min(...wanted.map(({ during }) => during.start), tx.now + MAX_AHEAD);
  const end = Math.max(...wanted.map(({ during }) => during.end), tx.now);
  const booked = await bookedUntil(tx, payer, end);
  const at = await capReachedAt(tx, payer, await underWayIn(tx, payer), [...booked, ...wanted]);
  const stopsAt = at === null || at >= end ? null : new Date(at).toISOString();
  const feeMicros = await feeAhead(tx, { channelId, period: utcMonth(first).name });
  return { amountMicros, hardCap, spentMicros, feeMicros, stopsAt };
}

async function bookedUntil(tx: Tx, payer: Payer, end: Instant): Promise<Uncharged[]> {
  const open = await slots.bookedAhead(tx, payer.accountId, payer.channelId);
  const ahead = open
    .filter(({ state, during }) => state === 'scheduled' && during.start < end)
    .toSorted((a, b) => a.during.start - b.during.start)
    .slice(0, AHEAD);
  const booked = await readUnderWay(
    tx,
    ahead.map(({ slotId }) => slotId),
  );
  return booked.map(({ booked: { slot }, ...terms }) => ({ ...terms, during: slot.during }));
}
