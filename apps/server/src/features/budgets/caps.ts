import { capInstant, capOf, type Uncharged } from '@patchbay/engine/invoicing';
import { SECOND, utcMonth, without, type Instant } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as outbox from '../environments/outbox.ts';
import { endEarly } from '../environments/slot-news.ts';
import { holdCharges, spentIn } from '../invoices/open.ts';
import * as slots from '../reservations/slots.ts';
import * as usage from '../usage/service.ts';
import { readUnderWay, type UnderWay } from '../usage/under-way.ts';
import { limitOf, sendReached } from './limits.ts';

export interface Payer {
  readonly accountId: string;
  readonly channelId: string;
}

/** What runs in a channel: slots that have begun and still hold something. */
export async function underWayIn(tx: Tx, { accountId, channelId }: Payer): Promise<UnderWay[]> {
  const open = await slots.bookedAhead(tx, accountId, channelId);
  const begun = open.filter(({ state }) => state !== 'scheduled');
  return readUnderWay(
    tx,
    begun.map(({ slotId }) => slotId),
  );
}

/** Reserved time of slots that ran and that is not charged yet, to their ends; what a lost host took away is left out. */
async function unchargedOf(tx: Tx, running: readonly UnderWay[]): Promise<Uncharged[]> {
  const found: Uncharged[] = [];
  for (const { booked, ...terms } of running) {
    const { id, during, readyAt, meteredUntil } = booked.slot;
    if (readyAt === null) continue;
    const rest = { start: meteredUntil ?? during.start, end: during.end };
    const down = await usage.downtimesOf(tx, id, tx.now);
    for (const piece of without(rest, down)) found.push({ ...terms, during: piece });
  }
  return found;
}

/** What is left of a hard cap for reserved time from an instant on: of that instant's month, and of a later one. */
async function leftFrom(tx: Tx, channelId: string, capMicros: number, from: Instant) {
  const [first, now] = [utcMonth(from).name, utcMonth(tx.now).name];
  const spent = await spentIn(tx, { channelId, period: first });
  const { baseMicros } = (await catalogs.currentPriceBook(tx)).book.monthly;
  // At the turn of a month the last hour of the one before may not be charged yet.
  const later = first < now ? await spentIn(tx, { channelId, period: now }) : baseMicros;
  return { firstMicros: capMicros - spent, laterMicros: capMicros - later };
}

/**
 * When reserved time reaches the channel's hard cap: what runs from where it was charged up to, and what is `ahead`. Null where
 * all of it stays within.
 */
export async function capReachedAt(
  tx: Tx,
  payer: Payer,
  running: readonly UnderWay[],
  ahead: readonly Uncharged[] = [],
): Promise<Instant | null> {
  const cap = capOf(await limitOf(tx, payer.channelId));
  const all = [...(await unchargedOf(tx, running)), ...ahead];
  if (cap === null || all.length === 0) return null;
  const from = Math.min(...all.map(({ during }) => during.start));
  return capInstant(all, await leftFrom(tx, payer.channelId, cap, from));
}

/** Whether a channel's month has no room left for anything that costs something. */
export async function isReached(tx: Tx, { channelId }: Pick<Payer, 'channelId'>): Promise<boolean> {
  const cap = capOf(await limitOf(tx, channelId));
  return cap !== null && (await leftFrom(tx, channelId, cap, tx.now)).firstMicros <= 0;
}

/** What an event says of the cap that stopped something. */
export async function capValues(tx: Tx, { channelId }: Pick<Payer, 'channelId'>) {
  const { amountMicros } = await limitOf(tx, channelId);
  const { currency } = (await catalogs.currentPriceBook(tx)).book;
  return { capMicros: amountMicros, currency, period: utcMonth(tx.now).name };
}

/** Sets the instant at which each running slot of a channel is stopped; to be called whenever that may have changed. */
export async function plan(tx: Tx, payer: Payer): Promise<void> {
  await holdCharges(tx, payer.channelId);
  const running = await underWayIn(tx, payer);
  const at = await capReachedAt(tx, payer, running);
  for (const { booked } of running) {
    const { id: slotId, environmentId, state, during } = booked.slot;
    if (state === 'ending') continue;
    const due = at !== null && at < during.end ? at : null;
    await outbox.setCapJob(tx, { accountId: payer.accountId, environmentId, slotId }, due);
  }
}

/**
 * The cap of a slot's channel has come: everything that runs in the channel ends at that instant, and its data is kept. An
 * instant that has moved meanwhile is returned; null when there is none any more, or all is done.
 */
export async function stopAtCap(tx: Tx, payer: Payer): Promise<Instant | null> {
  await holdCharges(tx, payer.channelId);
  const running = await underWayIn(tx, payer);
  const at = await capReachedAt(tx, payer, running);
  if (at === null || at > tx.now) return at;
  for (const { booked } of running) {
    const { id, environmentId, during } = booked.slot;
    const end = Math.max(at, during.start + SECOND, booked.slot.meteredUntil ?? 0);
    if (end >= during.end || !(await slots.endAt(tx, id, { start: during.start, end }, true))) continue;
    await endEarly(tx, id, environmentId, 'capped', await capValues(tx, payer));
  }
  await sendReached(tx, { ...payer, period: utcMonth(at).name }, await limitOf(tx, payer.channelId));
  return null;
}
