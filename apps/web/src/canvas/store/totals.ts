import type { Catalog } from '@patchbay/catalog';
import {
  copies,
  ownerOf,
  quantity,
  readFlat,
  type DesignDocument,
  type DesignModel,
  type Part,
} from '@patchbay/engine/design';
import { designPerHour, type PriceBook } from '@patchbay/engine/rating';
import type { Analysis } from './analysis.ts';

/** Over all copies of machines, those inside of abstractions included. */
export interface MachineTotals {
  readonly machines: number;
  readonly vcpu: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
}

export interface DesignTotals extends MachineTotals {
  readonly perHourMicros: number;
  readonly currency: string;
  readonly components: number;
}

/** What a whole design amounts to. Pure; copies count. */
export function designTotals(document: DesignDocument, catalog: Catalog, book: PriceBook): DesignTotals {
  const model = readFlat(document, catalog);
  return {
    ...machineTotals(model, model.parts),
    perHourMicros: designPerHour(model, book),
    currency: book.currency,
    components: Object.keys(document.components).length,
  };
}

function machineTotals(flat: DesignModel, parts: readonly Part[]): MachineTotals {
  const sums = { machines: 0, vcpu: 0, memoryMiB: 0, diskGiB: 0 };
  for (const part of parts) {
    const { machine } = part.type;
    if (!machine) continue;
    const count = copies(flat, part);
    sums.machines += count;
    sums.vcpu += count * quantity(part, machine.cpu);
    sums.memoryMiB += count * quantity(part, machine.memoryMiB);
    sums.diskGiB += count * quantity(part, machine.diskGiB);
  }
  return sums;
}

const byOwner = new WeakMap<DesignModel, ReadonlyMap<string, MachineTotals>>();
const byGroup = new WeakMap<DesignModel, ReadonlyMap<string, MachineTotals>>();

/** What the machines that a part stands for amount to: itself, or those inside of an abstraction. */
export function ownTotals(flat: DesignModel, id: string): MachineTotals {
  const known = byOwner.get(flat) ?? sumsBy(flat, (part) => ownerOf(part.component.id));
  byOwner.set(flat, known);
  return known.get(id) ?? machineTotals(flat, []);
}

/** What the machines of a group amount to. */
export function groupTotals({ flat, model }: Pick<Analysis, 'flat' | 'model'>, id: string): MachineTotals {
  const { components } = model.document;
  const groupOf = (part: Part) => components[ownerOf(part.component.id)]?.group ?? null;
  const known = byGroup.get(flat) ?? sumsBy(flat, groupOf);
  byGroup.set(flat, known);
  return known.get(id) ?? machineTotals(flat, []);
}

function sumsBy(flat: DesignModel, keyOf: (part: Part) => string | null): ReadonlyMap<string, MachineTotals> {
  const parts = new Map<string, Part[]>();
  for (const part of flat.parts) {
    const key = part.type.machine ? keyOf(part) : null;
    if (key === null) continue;
    const known = parts.get(key);
    if (known) known.push(part);
    else parts.set(key, [part]);
  }
  return new Map([...parts].map(([key, inside]) => [key, machineTotals(flat, inside)]));
}
