import type { Uncharged } from '@patchbay/engine/invoicing';
import { utcMonth, type Instant, type Interval } from '@patchbay/engine/time';
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
  const start = Math.min(...wanted.map(({ during }) => during.start));
  const end = Math.max(...wanted.map(({ during }) => during.end), tx.now);
  const booked = await bookedUntil(tx, payer, end);
  const at = await capReachedAt(tx, payer, await underWayIn(tx, payer), [...booked, ...wanted]);
  const stops = at !== null && at < end;
  return {
    amountMicros,
    hardCap,
    spentMicros,
    ...(await feesOf(tx, channelId, wanted)),
    stopsAt: stops ? new Date(at).toISOString() : null,
    // A later month starts anew.
    startsNot: stops && at <= start && utcMonth(at).name === utcMonth(start).name,
  };
}

/** The fees of the months that slots touch, as far as those have none yet. */
async function feesOf(tx: Tx, channelId: string, wanted: readonly Uncharged[]) {
  const months = new Set(wanted.flatMap(({ during }) => monthsOf(during)));
  const fees = await Promise.all([...months].map((period) => feeAhead(tx, { channelId, period })));
  const due = fees.filter((fee) => fee > 0);
  return { feeMicros: due.reduce((sum, fee) => sum + fee, 0), feeMonths: due.length };
}

function monthsOf({ start, end }: Interval): string[] {
  const { name, end: next } = utcMonth(start);
  return next < end ? [name, ...monthsOf({ start: next, end })] : [name];
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
