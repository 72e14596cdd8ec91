import { can, isOver, stateAt } from '@patchbay/engine/reservation';
import { MAX_AHEAD, MAX_SLOT } from '@patchbay/engine/scheduling';
import { DAY } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { once } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import * as designs from '../designs/service.ts';
import { namesOf, sitesNow } from '../environments/names.ts';
import { cancelled, endEarly } from '../environments/slot-news.ts';
import { lostHosts } from '../environments/waits.ts';
import * as invoices from '../invoices/service.ts';
import type { PlaceDto, ReservationDto } from './dto.ts';
import * as placed from './placed.ts';
import * as repository from './repository.ts';
import { changedMeanwhile } from './reserving/refusals.ts';
import { slotDto } from './slot-dto.ts';

/** How far back slots are listed where nobody asks for a period. */
const LISTED_BACK = 92 * DAY;

/** The slots that touch a period; without one, those of the last three months and all that lie ahead. */
export async function list(
  { app, member }: Actor,
  period?: { from: string; to: string },
): Promise<ReservationDto[]> {
  return app.db.app.tx(member, async (tx) => {
    const window = period ? { start: Date.parse(period.from), end: Date.parse(period.to) } : around(tx.now);
    return dtosOf(tx, member.accountId, await repository.reservationsOf(tx, member.accountId, window));
  });
}

const around = (now: number) => ({ start: now - LISTED_BACK, end: now + MAX_AHEAD + MAX_SLOT });

/** The same slots with what a calendar has to know: how often each was given another time. */
export async function calendarSlots(
  tx: Tx,
  accountId: string,
): Promise<(ReservationDto & { sequence: number })[]> {
  const rows = await repository.reservationsOf(tx, accountId, around(tx.now));
  const dtos = await dtosOf(tx, accountId, rows);
  return dtos.map((dto, n) => ({ ...dto, sequence: rows[n]?.slot.sequence ?? 0 }));
}

type Row = NonNullable<Awaited<ReturnType<typeof repository.bySlot>>>;

async function dtosOf(tx: Tx, accountId: string, rows: readonly Row[]): Promise<ReservationDto[]> {
  const slots = rows.map(({ slot }) => slot);
  const ids = slots.map(({ environmentId }) => environmentId);
  const names = await namesOf(tx, accountId, ids);
  // What is not over is where its environment is, which may have been moved since.
  const homes = await sitesNow(tx, accountId, ids);
  const sites = await dataCenter.siteNames(tx);
  const waiting = await lostHosts(tx, slots);
  const charged = await invoices.chargedBySlot(
    tx,
    accountId,
    slots.map(({ id }) => id),
  );
  const drawn = new Set(rows.map(({ reservation }) => reservation.designId));
  const heads = await designs.heads(tx, accountId, [...drawn]);
  const newest = new Map(heads.map(({ id, revision }) => [id, revision]));
  const sums = await repository.sumsOf(tx, [...new Set(rows.map(({ reservation }) => reservation.id))]);
  const currencies = new Map<string, string>();
  for (const { reservation } of rows)
    if (!currencies.has(reservation.priceBookVersionId)) {
      const { book } = await catalogs.priceBookVersion(tx, reservation.priceBookVersionId);
      currencies.set(reservation.priceBookVersionId, book.currency);
    }
  return rows.map(({ reservation, slot }) => ({
    id: reservation.id,
    slotId: slot.id,
    environmentId: reservation.environmentId,
    designId: reservation.designId,
    name: names.get(slot.environmentId) ?? '',
    revision: reservation.revision,
    newestRevision: newest.get(reservation.designId) ?? null,
    slot: slotDto(slot.during),
    zone: reservation.zone,
    state: stateAt(slot.state, slot.during.end, tx.now),
    waitsFor: waiting.get(slot.id) ?? null,
    capped: slot.capped,
    siteName: sites.get((!isOver(slot.state) && homes.get(slot.environmentId)) || reservation.siteId) ?? '',
    totalMicros: slot.totalMicros,
    chargedMicros: charged.get(slot.id) ?? 0,
    currency: currencies.get(reservation.priceBookVersionId) ?? '',
    bookedAt: new Date(reservation.bookedAt).toISOString(),
    recurrence: reservation.recurrence,
    slots: 1,
    sumMicros: slot.totalMicros,
    ...sums.get(reservation.id),
    variant: reservation.overrides !== null,
  }));
}

/**
 * Gives back one slot of a reservation, or all that are not over: one that has not begun is cancelled, one that has ends
 * now. What was used until now stays charged.
 */
export async function release(
  { app, member }: Actor,
  input: { key: string; reservationId: string; slotId?: string | undefined },
): Promise<{ ok: true }> {
  const reply = await app.db.platform.tx(member, (tx) =>
    once(tx, member.accountId, input, async (): Promise<{ ok: true }> => {
      const all = await repository.slotsOf(tx, member.accountId, input.reservationId);
      const rows = input.slotId === undefined ? all : all.filter(({ slot }) => slot.id === input.slotId);
      if (rows.length === 0) throw notFound('reservation');
      const open = rows.filter(({ slot }) => can.release(slot.state));
      if (open.length === 0)
        throw new PatchbayError('CONFLICT', 'This reservation has ended already. Nothing was changed.');
      if (all.filter(({ slot }) => can.release(slot.state)).length === open.length)
        await repository.markReleased(tx, input.reservationId);
      for (const { slot } of open) await (can.cancel(slot.state) ? cancel : endNow)(tx, slot);
      return { ok: true };
    }),
  );
  app.wake();
  return reply;
}

async function cancel(tx: Tx, { id, environmentId, during }: Row['slot']): Promise<void> {
  if (!(await repository.moveSlot(tx, id, 'cancel', 'cancelled', null))) throw changedMeanwhile();
  await placed.releaseClaims(tx, id, during.start);
  await cancelled(tx, id, environmentId);
}

/** The slot ends now; its claims live on until the machines are really gone. */
async function endNow(tx: Tx, { id, environmentId, during }: Row['slot']): Promise<void> {
  const end = Math.max(tx.now, during.start + 1000);
  if (!(await repository.endAt(tx, id, { start: during.start, end: Math.min(end, during.end) })))
    throw changedMeanwhile();
  await endEarly(tx, id, environmentId);
}

/** Where anybody may book: what is real first, in the order in which it is tried. */
export async function places({ app, member }: Actor): Promise<PlaceDto[]> {
  const all = await app.db.app.tx(member, (tx) => dataCenter.places(tx));
  return all.map(({ siteId, name, real }) => ({ siteId, name, real }));
}
