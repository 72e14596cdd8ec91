import { readFlat, type Component } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import { bookedDesign } from './booked-design.ts';
import { bySlot, type Booked } from './slots.ts';

/** A part as it was booked: what a line of usage or of an invoice is about. */
export interface BookedPart extends Booked {
  readonly designId: string;
  readonly designName: string;
  /** A part, or a template that has a price of its own. Undefined when the revision has no such thing. */
  readonly component: Named | undefined;
}

type Named = Pick<Component, 'name' | 'type'>;

/**
 * Finds parts by slot and id in what was booked, which is what counts. For the many lines of one answer: each slot and each
 * reservation is read once.
 */
export function bookedParts(
  tx: Tx,
  accountId: string,
): (slotId: string, component: string) => Promise<BookedPart> {
  const slots = new Map<string, Booked>();
  const drawn = new Map<string, Awaited<ReturnType<typeof partsOf>>>();
  return async (slotId, component) => {
    const booked = slots.get(slotId) ?? (await bySlot(tx, slotId));
    if (booked?.slot.accountId !== accountId) throw new Error(`a slot that is not stored: ${slotId}`);
    slots.set(slotId, booked);
    const { id } = booked.reservation;
    const found = drawn.get(id) ?? (await partsOf(tx, booked));
    drawn.set(id, found);
    const { components, ...design } = found;
    return { ...booked, ...design, component: components[component] };
  };
}

async function partsOf(tx: Tx, booked: Booked) {
  const { designId, designName, document, catalog } = await bookedDesign(tx, booked);
  const flat = readFlat(document, catalog);
  const templates = flat.templates.map(({ component, name, type }) => [component, { name, type }] as const);
  const components: Record<string, Named> = { ...flat.document.components, ...Object.fromEntries(templates) };
  return { designId, designName, components };
}
