import { METER_NAMES, type Meter } from '@patchbay/engine/metering';
import type { UsageRow } from '../../api/types.ts';
import { sumDigits } from '../../ui/format/money.ts';
import { groupBy } from './group-by.ts';

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
  /** From the start of its first slot of the month to the end of its last one. */
  readonly slot: UsageRow['slot'];
  /** How many slots of it are in the month. */
  readonly slots: number;
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
  const { reservationId, environmentId, environmentName, revision } = first(rows);
  const starts = rows.map(({ slot }) => slot.start).toSorted();
  const ends = rows.map(({ slot }) => slot.end).toSorted();
  const parts = groupBy(rows, (row) => row.component).map(together);
  return {
    ...sumOf(parts),
    reservationId,
    environmentId,
    environmentName,
    slot: { start: first(starts), end: first(ends.toReversed()) },
    slots: new Set(starts).size,
    revision,
    rows: parts,
  };
}

/** A component of several slots of one reservation, in one row. */
function together(rows: readonly UsageRow[]): UsageRow {
  const meters = groupBy(
    rows.flatMap((row) => row.meters),
    ({ meter }) => meter,
  ).map((of) => ({
    ...of[0],
    quantity: of.reduce((sum, one) => sum + one.quantity, 0),
    amountMicros: of.reduce((sum, one) => sum + one.amountMicros, 0),
  }));
  return { ...first(rows), meters, amountMicros: rows.reduce((sum, row) => sum + row.amountMicros, 0) };
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

/** Decimals of every amount of a tree, with which it adds up as it is shown: across the meters, and down to each sum. */
export function treeDigits(
  tree: readonly DesignBranch[],
  items: readonly { amountMicros: number }[],
): number {
  const slots = tree.flatMap((design) => design.slots);
  const branches: (readonly Sums[])[] = [
    tree,
    ...tree.map((design) => design.slots),
    ...slots.map((slot) => slot.rows.map((row) => sumOf([row]))),
  ];
  const down = branches.flatMap((of) => [
    of.map(({ amountMicros }) => amountMicros),
    ...METER_NAMES.map((meter) => of.map(({ meters }) => meters.get(meter)?.amountMicros ?? 0)),
  ]);
  const across = branches.flat().map(({ meters }) => [...meters.values()].map((one) => one.amountMicros));
  const all = [...tree, ...items].map(({ amountMicros }) => amountMicros);
  return sumDigits(all, ...down, ...across);
}

function reservedSeconds(row: UsageRow): number {
  const reserved = row.meters.find(({ meter }) => meter.endsWith('.reserved'))?.quantity ?? 0;
  return Math.round(reserved / Math.max(1, row.copies));
}

function first<T>(items: readonly T[]): T {
  const [one] = items;
  if (one === undefined) throw new Error('usageTree: an empty group');
  return one;
}
