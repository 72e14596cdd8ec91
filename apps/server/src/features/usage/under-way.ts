import type { DesignModel } from '@patchbay/engine/design';
import { designPerHourAt, rateRecord, type PriceBook } from '@patchbay/engine/rating';
import type { Instant, Interval } from '@patchbay/engine/time';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as dataCenter from '../data-center/inventory.ts';
import { bookedModel } from '../reservations/booked-design.ts';
import * as slots from '../reservations/slots.ts';
import { closedPieces, openUsage, summed } from './service.ts';
import type { Metered } from './rows.ts';

/** A slot that has begun and not ended, at the price that was booked. */
export interface UnderWay {
  readonly booked: slots.Booked;
  readonly model: DesignModel;
  readonly book: PriceBook;
  readonly grade: number | null;
}

export async function readUnderWay(tx: Tx, slotIds: readonly string[]): Promise<UnderWay[]> {
  const found: UnderWay[] = [];
  const grades = await dataCenter.siteGrades(tx);
  // The slots of a series have one design.
  const models = new Map<string, DesignModel>();
  for (const booked of await slots.bySlots(tx, slotIds)) {
    const { id, siteId, priceBookVersionId } = booked.reservation;
    const { book } = await catalogs.priceBookVersion(tx, priceBookVersionId);
    const grade = grades.get(siteId) ?? null;
    const model = models.get(id) ?? (await bookedModel(tx, booked));
    models.set(id, model);
    found.push({ booked, model, book, grade });
  }
  return found;
}

/** What the reserved hour costs that an instant is in. */
export function perHour(running: readonly UnderWay[], at: Instant): number {
  return running.reduce(
    (sum, { model, book, grade }) => sum + designPerHourAt(model, book, at, { grade }),
    0,
  );
}

/** What of a month a slot under way has metered and was not charged yet, rated as it will be. Nothing is stored. */
export async function soFarOf(
  tx: Tx,
  { booked, model, book, grade }: UnderWay,
  month: Interval,
): Promise<Metered[]> {
  const { reservation, slot } = booked;
  if (slot.readyAt === null || slot.during.start >= month.end || slot.during.end <= month.start) return [];
  const until = Math.min(tx.now, slot.during.end);
  const open = closedPieces({ start: slot.during.start, end: until }, slot.meteredUntil, until);
  const records = summed(await openUsage(tx, slot.id, model, open, tx.now)).filter(
    ({ bucket }) => bucket >= month.start && bucket < month.end,
  );
  const sums = new Map<string, Metered>();
  for (const record of records) {
    const { component, meter, idx, quantity } = record;
    const { perUnitMicros, amountMicros } = rateRecord(record, model, book, { grade });
    const sum = sums.get(`${component} ${meter}`);
    sums.set(`${component} ${meter}`, {
      environmentId: slot.environmentId,
      reservationId: reservation.id,
      slotId: slot.id,
      component,
      meter,
      perUnitMicros,
      copies: Math.max(idx + 1, sum?.copies ?? 0),
      quantity: quantity + (sum?.quantity ?? 0),
      amountMicros: amountMicros + (sum?.amountMicros ?? 0),
    });
  }
  return [...sums.values()];
}
