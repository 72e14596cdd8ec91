import type { Meter } from '@patchbay/engine/metering';
import type { UsageRow } from '../../api/types.ts';

export interface Sums {
  readonly meters: ReadonlyMap<Meter, { quantity: number; amountMicros: number }>;
  readonly amountMicros: number;
  /** Reserved seconds so far of the copy that was reserved longest. */
  readonly seconds: number;
}

export interface SlotBranch extends Sums {
  readonly reservationId: string;
  readonly environmentId: string;
  readonly environmentName: string;
  readonly slot: UsageRow['slot'];
  readonly revision: number;
  readonly rows: readonly UsageRow[];
}

export interface DesignBranch extends Sums {
  readonly designId: string;
  readonly name: string;
  readonly slots: readonly SlotBranch[];
}

/** Design -> slot -> component, each with the sums of what is below it: totals equal the rows by construction. */
export function usageTree(rows: readonly UsageRow[]): DesignBranch[] {
  return groupBy(rows, (row) => row.designId).map((ofDesign) => {
    const slots = groupBy(ofDesign, (row) => row.reservationId).map(slotBranch);
    return {
      ...sumOf(ofDesign),
      seconds: slots.reduce((sum, slot) => sum + slot.seconds, 0),
      designId: first(ofDesign).designId,
      name: first(ofDesign).designName,
      slots: slots.toSorted((a, b) => Date.parse(b.slot.start) - Date.parse(a.slot.start)),
    };
  });
}

function slotBranch(rows: readonly UsageRow[]): SlotBranch {
  const { reservationId, environmentId, environmentName, slot, revision } = first(rows);
  return { ...sumOf(rows), reservationId, environmentId, environmentName, slot, revision, rows };
}

export function sumOf(rows: readonly UsageRow[]): Sums {
  const meters = new Map<Meter, { quantity: number; amountMicros: number }>();
  for (const { meter, quantity, amountMicros } of rows.flatMap((row) => row.meters)) {
    const before = meters.get(meter) ?? { quantity: 0, amountMicros: 0 };
    meters.set(meter, {
      quantity: before.quantity + quantity,
      amountMicros: before.amountMicros + amountMicros,
    });
  }
  return {
    meters,
    amountMicros: rows.reduce((sum, row) => sum + row.amountMicros, 0),
    seconds: Math.max(0, ...rows.map(reservedSeconds)),
  };
}

function reservedSeconds(row: UsageRow): number {
  const reserved = row.meters.find(({ meter }) => meter.endsWith('.reserved'))?.quantity ?? 0;
  return Math.round(reserved / Math.max(1, row.copies));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

function first<T>(items: readonly T[]): T {
  const [one] = items;
  if (one === undefined) throw new Error('usageTree: an empty group');
  return one;
}
