import { can, stateAt } from '@patchbay/engine/reservation';
import type { Interval } from '@patchbay/engine/time';
import type { Actor } from '../../context.ts';
import { once } from '../../db/idempotency.ts';
import type { Tx } from '../../db/pool.ts';
import { notFound, PatchbayError } from '../../errors.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import { namesOf } from '../environments/names.ts';
import * as environments from '../environments/service.ts';
import { lostHosts } from '../environments/waits.ts';
import * as invoices from '../invoices/service.ts';
import type { PlaceDto, ReservationDto } from './dto.ts';
import * as placed from './placed.ts';
import * as repository from './repository.ts';
import { slotDto } from './slot-dto.ts';

export async function list({ app, member }: Actor): Promise<ReservationDto[]> {
  const rows = await app.db.app.tx(member, async (tx) => {
    const found = await repository.reservationsOf(tx, member.accountId);
    const names = await namesOf(
      tx,
      member.accountId,
      found.map((row) => row.slot.environmentId),
    );
    const sites = await dataCenter.siteNames(tx);
    const waiting = await lostHosts(
      tx,
      found.map((row) => row.slot),
    );
    const charged = await invoices.chargedByReservation(
      tx,
      member.accountId,
      found.map((row) => row.reservation.id),
    );
    return Promise.all(
      found.map(async (row) => ({
        ...reservationDto(
          tx.now,
          row,
          names.get(row.slot.environmentId) ?? '',
          sites.get(row.reservation.siteId) ?? '',
        ),
        waitsFor: waiting.get(row.slot.id) ?? null,
        chargedMicros: charged.get(row.reservation.id) ?? 0,
        currency: (await catalogs.priceBookVersion(tx, row.reservation.priceBookVersionId)).book.currency,
      })),
    );
  });
  return rows;
}

/** Cancels a slot that has not begun, or ends one that has. What was used until now stays charged. */
export async function release(
  { app, member }: Actor,
  input: { key: string; reservationId: string },
): Promise<{ ok: true }> {
  const reply = await app.db.platform.tx(member, (tx) =>
    once(tx, member.accountId, input, async (): Promise<{ ok: true }> => {
      const row = await repository.reservationById(tx, member.accountId, input.reservationId);
      if (!row) throw notFound('reservation');
      if (!can.release(row.slot.state))
        throw new PatchbayError('CONFLICT', 'This reservation has ended already. Nothing was changed.');
      await repository.markReleased(tx, row.reservation.id);
      if (can.cancel(row.slot.state)) await cancel(tx, row.slot.id, row.slot.environmentId, row.slot.during);
      else await endNow(tx, row.slot.id, row.slot.environmentId, row.slot.during);
      return { ok: true };
    }),
  );
  app.wake();
  return reply;
}

async function cancel(tx: Tx, slotId: string, environmentId: string, during: Interval): Promise<void> {
  if (!(await repository.moveSlot(tx, slotId, 'cancel', 'cancelled', null))) throw changedMeanwhile();
  await placed.releaseClaims(tx, slotId, during.start);
  await environments.cancelled(tx, slotId, environmentId);
}

/** The slot ends now; its claims live on until the machines are really gone. */
async function endNow(tx: Tx, slotId: string, environmentId: string, during: Interval): Promise<void> {
  const end = Math.max(tx.now, during.start + 1000);
  if (!(await repository.endAt(tx, slotId, { start: during.start, end: Math.min(end, during.end) })))
    throw changedMeanwhile();
  await environments.endEarly(tx, slotId, environmentId);
}

function changedMeanwhile(): PatchbayError {
  return new PatchbayError('CONFLICT', 'The slot changed in the meantime. Nothing was done; look again.');
}

type Row = NonNullable<Awaited<ReturnType<typeof repository.bySlot>>>;

function reservationDto(
  now: number,
  { reservation, slot }: Row,
  name: string,
  siteName: string,
): Omit<ReservationDto, 'waitsFor' | 'chargedMicros' | 'currency'> {
  return {
    id: reservation.id,
    environmentId: reservation.environmentId,
    designId: reservation.designId,
    name,
    revision: reservation.revision,
    slot: slotDto(slot.during),
    zone: reservation.zone,
    state: stateAt(slot.state, slot.during.end, now),
    siteName,
    totalMicros: reservation.totalMicros,
    bookedAt: new Date(reservation.bookedAt).toISOString(),
  };
}

/** Where anybody may book: what is real first, in the order in which it is tried. */
export async function places({ app, member }: Actor): Promise<PlaceDto[]> {
  return app.db.app.tx(member, (tx) => dataCenter.places(tx));
}
