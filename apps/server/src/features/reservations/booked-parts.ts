import { flatten, type Component } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import * as catalogs from '../catalog/service.ts';
import * as designs from '../designs/service.ts';
import { bySlot, type Booked } from './slots.ts';

/** A part as it was booked: what a line of usage or of an invoice is about. */
export interface BookedPart extends Booked {
  readonly designId: string;
  readonly designName: string;
  /** Undefined when the revision has no such part. */
  readonly component: Component | undefined;
}

/**
 * Finds parts by slot and id in the revision that was booked, which is the one that counts. For the many lines of one answer:
 * each slot and each revision is read once.
 */
export function bookedParts(
  tx: Tx,
  accountId: string,
): (slotId: string, component: string) => Promise<BookedPart> {
  const slots = new Map<string, Booked>();
  const revisions = new Map<string, Awaited<ReturnType<typeof revisionOf>>>();
  return async (slotId, component) => {
    const booked = slots.get(slotId) ?? (await bySlot(tx, slotId));
    if (!booked) throw new Error(`a slot that is not stored: ${slotId}`);
    slots.set(slotId, booked);
    const { designId, revision } = booked.reservation;
    const key = `${designId} ${revision}`;
    const drawn = revisions.get(key) ?? (await revisionOf(tx, accountId, designId, revision));
    revisions.set(key, drawn);
    const { components, ...design } = drawn;
    return { ...booked, ...design, component: components[component] };
  };
}

async function revisionOf(tx: Tx, accountId: string, designId: string, revision: number) {
  const design = await designs.read(tx, accountId, designId, revision);
  const { catalog } = await catalogs.catalogVersion(tx, design.catalogVersionId);
  const { components } = flatten(design.document, catalog);
  return { designId: design.id, designName: design.name, components };
}
