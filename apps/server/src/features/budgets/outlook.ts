import type { Uncharged } from '@patchbay/engine/invoicing';
import { readFlat } from '@patchbay/engine/design';
import { MAX_AHEAD, slotProblem } from '@patchbay/engine/scheduling';
import { utcMonth, type Interval } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as designs from '../designs/service.ts';
import { chargedIn, feeAhead } from '../invoices/open.ts';
import * as slots from '../reservations/slots.ts';
import { readUnderWay } from '../usage/under-way.ts';
import { capReachedAt, underWayIn, type Payer } from './caps.ts';
import type { OutlookDto } from './dto.ts';
import { limitOf } from './limits.ts';

/** Slots that somebody is about to book. */
export interface Wanted {
  readonly designId: string;
  readonly revision: number;
  readonly slots: readonly { readonly start: string; readonly end: string }[];
  /** Where they are to run; else at the price of a site without a grade. */
  readonly siteId?: string | undefined;
}

/** Slots that are booked ahead and looked at; a channel with more of them has a budget that is looked at again before they run. */
const AHEAD = 100;

/** What slots that are about to be booked mean for the budget of their channel, with what runs and is booked already. */
export async function outlook({ app, member }: Actor, wanted: Wanted): Promise<OutlookDto> {
  return app.db.app.look(member, async (tx) => {
    const { amountMicros, hardCap } = await limitOf(tx, member.channelId);
    const spentMicros = await chargedIn(tx, { ...member, period: utcMonth(tx.now).name });
    const mine = await pricedSlots(tx, member.accountId, wanted);
    const first = Math.min(...mine.map(({ during }) => during.start), tx.now + MAX_AHEAD);
    const end = Math.max(...mine.map(({ during }) => during.end), tx.now);
    const booked = await bookedUntil(tx, member, end);
    const at = await capReachedAt(tx, member, await underWayIn(tx, member), [...booked, ...mine]);
    const stopsAt = at === null || at >= end ? null : new Date(at).toISOString();
    const feeMicros = await feeAhead(tx, { ...member, period: utcMonth(first).name });
    return { amountMicros, hardCap, spentMicros, feeMicros, stopsAt };
  });
}

async function pricedSlots(tx: Tx, accountId: string, wanted: Wanted): Promise<Uncharged[]> {
  const { design, catalog } = await designs.drawn(tx, accountId, wanted.designId, wanted.revision);
  const { book } = await catalogs.currentPriceBook(tx);
  const grades = await dataCenter.siteGrades(tx);
  const terms = {
    model: readFlat(design.document, catalog),
    book,
    grade: grades.get(wanted.siteId ?? '') ?? null,
  };
  // What cannot be booked costs nothing.
  return wanted.slots
    .map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }))
    .filter((during) => slotProblem(during, tx.now) === null)
    .map((during) => ({ ...terms, during }));
}

async function bookedUntil(tx: Tx, payer: Payer, end: Interval['end']): Promise<Uncharged[]> {
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
