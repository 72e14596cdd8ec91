import type { PoolDemand, Vector } from '@patchbay/catalog';
import { copies, links, quantity, type DesignModel, type Part } from '../design/index.ts';

/** One copy of a machine: what it asks of a single host. */
export interface MachineDemand {
  readonly component: string;
  readonly idx: number;
  readonly arch: string;
  /** The fastest clock its host may have, in MHz; null when any will do. */
  readonly maxClockMhz: number | null;
  readonly vector: Vector;
}

/** One copy of any part: units of an interchangeable resource. */
export interface UnitDemand {
  readonly component: string;
  readonly idx: number;
  readonly resourceClass: string;
  readonly quantity: number;
}

const MIB_PER_GIB = 1024;

/** What a design takes from the data-center tier, copy by copy, in the order of component id and index. */
export function demandOf(model: DesignModel): { machines: MachineDemand[]; units: UnitDemand[] } {
  const linksPer = countLinks(model);
  return {
    machines: model.parts.flatMap((part) => machineCopies(model, part)),
    units: model.parts.flatMap((part) => unitCopies(model, part, linksPer)),
  };
}

function machineCopies(model: DesignModel, part: Part): MachineDemand[] {
  const shape = part.type.machine;
  if (!shape) return [];
  const vector: Vector = {
    cpuMilli: quantity(part, shape.cpu) * 1000,
    memoryMiB: quantity(part, shape.memoryMiB),
    diskMiB: quantity(part, shape.diskGiB) * MIB_PER_GIB,
    gpu: shape.gpu === undefined ? 0 : quantity(part, shape.gpu),
  };
  const maxClockMhz = shape.maxClockMhz === null ? null : quantity(part, shape.maxClockMhz);
  return Array.from({ length: copies(model, part) }, (_, idx) => ({
    component: part.component.id,
    idx,
    arch: shape.arch,
    maxClockMhz,
    vector,
  }));
}

function unitCopies(model: DesignModel, part: Part, linksPer: ReadonlyMap<string, number>): UnitDemand[] {
  const { id } = part.component;
  return Array.from({ length: copies(model, part) }, (_, idx) => idx).flatMap((idx) =>
    part.type.pools.flatMap((pool): UnitDemand[] => {
      const amount = amountOf(part, pool, linksPer.get(`${id} ${idx}`) ?? 0);
      return amount === 0
        ? []
        : [{ component: id, idx, resourceClass: pool.resourceClass, quantity: amount }];
    }),
  );
}

function amountOf(part: Part, pool: PoolDemand, linkCount: number): number {
  if (pool.amount === 'one') return 1;
  if (pool.amount === 'links') return linkCount;
  return quantity(part, pool.amount.property);
}

/** Links that end on each copy, uplinks included. */
function countLinks(model: DesignModel): Map<string, number> {
  const count = new Map<string, number>();
  const add = (key: string) => count.set(key, (count.get(key) ?? 0) + 1);
  for (const link of links(model)) {
    add(`${link.a} ${link.aIdx}`);
    add(`${link.b} ${link.bIdx}`);
  }
  return count;
}
