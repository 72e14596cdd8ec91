import { flatten } from '@patchbay/engine/design';
import type { Meter } from '@patchbay/engine/metering';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import { namesOf } from '../environments/names.ts';
import type { Amount } from '../invoices/service.ts';
import * as slots from '../reservations/slots.ts';
import type { UsageRowDto } from './dto.ts';

/** What one meter counted of a component in a slot, and its amount. */
export interface Metered extends Amount {
  readonly environmentId: string;
  readonly reservationId: string;
  readonly slotId: string;
  readonly revision: number;
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
  const rows = new Map<string, UsageRowDto>();
  for (const one of metered) {
    const key = `${one.slotId} ${one.component}`;
    const row = rows.get(key) ?? (await emptyRow(tx, accountId, one, names.get(one.environmentId) ?? ''));
    const { meter, quantity, amountMicros, perHourMicros } = one;
    row.meters.push({ meter, quantity, amountMicros, perHourMicros });
    row.amountMicros += amountMicros;
    row.copies = Math.max(row.copies, one.copies);
    rows.set(key, row);
  }
  return [...rows.values()];
}

async function emptyRow(
  tx: Tx,
  accountId: string,
  one: Metered,
  environmentName: string,
): Promise<UsageRowDto> {
  const booked = await slots.bySlot(tx, one.slotId);
  if (!booked) throw new Error(`usage of a slot that is not stored: ${one.slotId}`);
  const design = await designs.read(tx, accountId, booked.reservation.designId, booked.reservation.revision);
  const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
  const component = flatten(design.document, catalog).components[one.component];
  return {
    environmentId: one.environmentId,
    environmentName,
    reservationId: one.reservationId,
    designId: design.id,
    designName: design.name,
    revision: one.revision,
    slot: {
      start: new Date(booked.slot.during.start).toISOString(),
      end: new Date(booked.slot.during.end).toISOString(),
    },
    component: one.component,
    componentName: component?.name ?? one.component,
    componentType: component?.type ?? '',
    copies: 0,
    meters: [],
    amountMicros: 0,
  };
}
