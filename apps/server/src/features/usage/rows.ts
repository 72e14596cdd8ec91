import type { Meter } from '@patchbay/engine/metering';
import type { Tx } from '../../db/pool.ts';
import { namesOf } from '../environments/names.ts';
import { bookedParts, type BookedPart } from '../reservations/booked-parts.ts';
import type { UsageRowDto } from './dto.ts';

/** What one meter counted of a component in a slot, and its amount. */
export interface Metered {
  readonly perUnitMicros: number;
  readonly amountMicros: number;
  readonly environmentId: string;
  readonly reservationId: string;
  readonly slotId: string;
  readonly component: string;
  readonly meter: Meter;
  readonly copies: number;
  readonly quantity: number;
}

/** One row per slot and component, with its meters. */
export async function rowsOf(tx: Tx, accountId: string, metered: readonly Metered[]): Promise<UsageRowDto[]> {
  const names = await namesOf(
    tx,
    accountId,
    metered.map(({ environmentId }) => environmentId),
  );
  const partOf = bookedParts(tx, accountId);
  const rows = new Map<string, UsageRowDto>();
  for (const one of metered) {
    const key = `${one.slotId} ${one.component}`;
    const row =
      rows.get(key) ??
      emptyRow(one, await partOf(one.slotId, one.component), names.get(one.environmentId) ?? '');
    const { meter, quantity, amountMicros, perUnitMicros } = one;
    row.meters.push({ meter, quantity, amountMicros, perUnitMicros });
    row.amountMicros += amountMicros;
    row.copies = Math.max(row.copies, one.copies);
    rows.set(key, row);
  }
  return [...rows.values()];
}

function emptyRow(
  one: Metered,
  { reservation, slot, designId, designName, component }: BookedPart,
  environmentName: string,
): UsageRowDto {
  return {
    environmentId: one.environmentId,
    environmentName,
    reservationId: one.reservationId,
    designId,
    designName,
    revision: reservation.revision,
    slot: {
      start: new Date(slot.during.start).toISOString(),
      end: new Date(slot.during.end).toISOString(),
    },
    component: one.component,
    componentName: component?.name ?? one.component,
    componentType: component?.type ?? '',
    copies: 0,
    meters: [],
    amountMicros: 0,
  };
}
