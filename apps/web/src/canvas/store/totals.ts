import type { Catalog } from '@patchbay/catalog';
import { copies, quantity, readFlat, type DesignDocument } from '@patchbay/engine/design';
import { designPerHour, type PriceBook } from '@patchbay/engine/rating';

export interface DesignTotals {
  /** Machines over all copies. */
  readonly machines: number;
  readonly vcpu: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  readonly perHourMicros: number;
  readonly currency: string;
  readonly components: number;
}

/** What a whole design amounts to. Pure; copies count. */
export function designTotals(document: DesignDocument, catalog: Catalog, book: PriceBook): DesignTotals {
  const model = readFlat(document, catalog);
  const sums = { machines: 0, vcpu: 0, memoryMiB: 0, diskGiB: 0 };
  for (const part of model.parts) {
    const { machine } = part.type;
    if (!machine) continue;
    const count = copies(model, part);
    sums.machines += count;
    sums.vcpu += count * quantity(part, machine.cpu);
    sums.memoryMiB += count * quantity(part, machine.memoryMiB);
    sums.diskGiB += count * quantity(part, machine.diskGiB);
  }
  return {
    ...sums,
    perHourMicros: designPerHour(model, book),
    currency: book.currency,
    components: Object.keys(document.components).length,
  };
}
