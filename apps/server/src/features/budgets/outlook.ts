import type { Uncharged } from '@patchbay/engine/invoicing';
import { utcMonth, type Instant, type Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import { chargedIn, feeAhead, spentIn } from '../invoices/open.ts';
import * as slots from '../reservations/slots.ts';
import { readUnderWay } from '../usage/under-way.ts';
import { capReachedAt, type Payer } from './caps.ts';
import type { OutlookDto } from './dto.ts';
import { limitOf } from './limits.ts';

/** Slots that are booked ahead and looked at; a channel with more of them has a budget that is looked at again before they run. */
const AHEAD = 100;

/** Slots that are about to be booked, or to take the place of others. */
export interface Plans {
  readonly slots: readonly Uncharged[];
  /** What all of them are expected to cost. */
  readonly micros: number;
  /** Slots in whose place they come. */
  readonly instead?: readonly string[];
}

/** What planned slots mean for the budget of their channel, with what runs and is booked already. */
export async function outlook(tx: Tx, payer: Payer, plans: Plans): Promise<OutlookDto> {
  const { channelId } = payer;
  const { amountMicros, hardCap } = await limitOf(tx, channelId);
  const fees = await feesOf(tx, channelId, plans.slots);
  const start = Math.min(...plans.slots.map(({ during }) => during.start));
  const end = Math.max(...plans.slots.map(({ during }) => during.end));
  const left = amountMicros - fees.feeMicros;
  const at = hardCap && plans.slots.length > 0 ? await reachedAt(tx, payer, plans, { end, left }) : null;
  const stops = at !== null && at < end;
  return {
    amountMicros,
    hardCap,
    spentMicros: await chargedIn(tx, { channelId, period: utcMonth(tx.now).name }),
    ...fees,
    stopsAt: stops ? new Date(at).toISOString() : null,
    // A later month starts anew.
    startsNot: stops && at <= start && utcMonth(at).name === utcMonth(start).name,
  };
}

async function reachedAt(
  tx: Tx,
  payer: Payer,
  { slots: wanted, micros, instead = [] }: Plans,
  { end, left }: { end: Instant; left: number },
): Promise<Instant | null> {
  const { accountId, channelId } = payer;
  const all = await slots.bookedAhead(tx, accountId, channelId);
  const open = all.filter(({ slotId }) => !instead.includes(slotId));
  // Reserved time is part of what is expected: where all of that fits, nothing has to be reckoned hour by hour.
  const expected = open.reduce((sum, { totalMicros }) => sum + totalMicros, micros);
  if ((await spentIn(tx, { channelId, period: utcMonth(tx.now).name })) + expected <= left) return null;
  const begun = open.filter(({ state }) => state !== 'scheduled');
  const ahead = open
    .filter(({ state, during }) => state === 'scheduled' && during.start < end && during.end > tx.now)
    .toSorted((a, b) => a.during.start - b.during.start)
    .slice(0, AHEAD);
  const [running, booked] = [await termsOf(tx, begun), await termsOf(tx, ahead)];
  const rest = booked.map(({ booked: { slot }, ...terms }) => ({
    ...terms,
    during: { start: Math.max(slot.during.start, tx.now), end: slot.during.end },
  }));
  return capReachedAt(tx, payer, running, [...rest, ...wanted]);
}

const termsOf = (tx: Tx, open: readonly { slotId: string }[]) =>
  readUnderWay(
    tx,
    open.map(({ slotId }) => slotId),
  );

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
