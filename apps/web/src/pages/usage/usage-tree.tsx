import type { Meter } from '@patchbay/engine/metering';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { Usage } from '../../api/types.ts';
import { itemNames } from '../../messages/money/invoice.ts';
import { meterNames, usageText } from '../../messages/money/usage.ts';
import { cell, decimal, NOTHING, sign } from '../../ui/format/money.ts';
import { duration, slotText, viewerZone } from '../../ui/format/time.ts';
import table from '../../ui/data/table.module.css';
import { sumOf, treeDigits, usageTree, type DesignBranch, type SlotBranch, type Sums } from './tree.ts';
import { METER_COLOURS } from './charts/series.ts';
import classes from './usage.module.css';

/** Columns: the meters that cost something here, in the order of the chart from the bottom. */
function metersOf(rows: Usage['rows']): Meter[] {
  const { meters } = sumOf(rows);
  return METER_COLOURS.map(([meter]) => meter).filter((meter) => meters.get(meter)?.amountMicros);
}

/** What is not charged yet has no fee or credit beside it. */
const NO_ITEMS: Usage['items'] = [];

export interface Picked {
  readonly of: 'rows' | 'soFar';
  readonly reservationId: string;
  readonly component: string;
}

interface UsageTreeProps {
  usage: Usage;
  /** What was charged, or what is not yet. */
  of: Picked['of'];
  /** An environment that was asked for: its slot is open from the start. */
  environment: string | null;
  picked: Picked | null;
  onPick: (picked: Picked) => void;
}

/** Design -> slot -> component by meter. What was measured but costs nothing is shown as a quantity. */
export function UsageTree({ usage, of, environment, picked, onPick }: UsageTreeProps) {
  const rows = usage[of];
  const tree = useMemo(() => usageTree(rows), [rows]);
  const meters = metersOf(rows);
  const items = of === 'rows' ? usage.items : NO_ITEMS;
  const digits = useMemo(() => treeDigits(tree, items), [tree, items]);
  const sumOfAll = {
    ...sumOf(rows),
    seconds: tree.reduce((sum, design) => sum + design.seconds, 0),
  };
  const [open, setOpen] = useState(() => firstOpen(tree, environment));
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <div className={table.frame}>
      <table className={`${table.table} ${table.dense} ${classes.tree}`}>
        <thead>
          <tr>
            <th scope="col">{usageText.tree}</th>
            <th scope="col" className={table.num}>
              {usageText.time}
            </th>
            {meters.map((meter) => (
              <th key={meter} scope="col" className={table.num}>
                {meterNames[meter]}
              </th>
            ))}
            <th scope="col" className={`${table.num} ${table.end}`}>
              {usageText.total(sign(usage.currency))}
            </th>
          </tr>
        </thead>
        <tbody>
          {tree.map((design) => (
            <DesignRows
              key={design.designId}
              design={design}
              meters={meters}
              digits={digits}
              open={open}
              onToggle={toggle}
              picked={picked?.of === of ? picked : null}
              onPick={(row) => onPick({ ...row, of })}
            />
          ))}
          <tr className={table.total}>
            <th scope="row" className={classes.totalHead}>
              {items.length > 0 ? usageText.beforeItems : usageText.totalRow}
            </th>
            <td className={`${table.num} ${table.quiet}`}>{timeOf(sumOfAll)}</td>
            <Cells sums={sumOfAll} meters={meters} digits={digits} exact />
          </tr>
          {items.length > 0 && <ItemRows usage={usage} columns={meters.length} digits={digits} />}
        </tbody>
      </table>
    </div>
  );
}

/** What is charged beside usage, and with it what the month has come to. */
function ItemRows(props: { usage: Usage; columns: number; digits: number }) {
  const { columns, digits } = props;
  const { items, spentMicros } = props.usage;
  const causes = [...new Set(items.map(({ cause }) => cause))];
  return (
    <>
      {causes.map((cause) => (
        <tr key={cause}>
          <th scope="row" className={classes.totalHead} colSpan={columns + 2}>
            {itemNames[cause]}
          </th>
          <td className={`${table.num} ${table.end}`}>
            {decimal(
              items
                .filter((item) => item.cause === cause)
                .reduce((sum, { amountMicros }) => sum + amountMicros, 0),
              digits,
            )}
          </td>
        </tr>
      ))}
      <tr className={table.total}>
        <th scope="row" className={classes.totalHead} colSpan={columns + 2}>
          {usageText.spentRow}
        </th>
        <td className={`${table.num} ${table.end}`}>
          <strong>{decimal(spentMicros, digits)}</strong>
        </td>
      </tr>
    </>
  );
}

type Row = Omit<Picked, 'of'>;

interface BranchProps {
  /** Columns. */
  meters: readonly Meter[];
  /** Decimals of every amount. */
  digits: number;
  open: ReadonlySet<string>;
  onToggle: (id: string) => void;
  picked: Row | null;
  onPick: (picked: Row) => void;
}

function DesignRows({ design, ...branch }: BranchProps & { design: DesignBranch }) {
  const { digits, open, onToggle } = branch;
  const isOpen = open.has(design.designId);
  return (
    <>
      <tr>
        <th scope="row">
          <Toggle open={isOpen} level={0} onToggle={() => onToggle(design.designId)}>
            {design.name}
          </Toggle>
        </th>
        <td className={`${table.num} ${table.quiet}`}>{timeOf(design)}</td>
        <Cells sums={design} meters={branch.meters} digits={digits} />
      </tr>
      {isOpen &&
        design.slots.map((slot) => (
          <SlotRows key={slot.reservationId} slot={slot} design={design.name} {...branch} />
        ))}
    </>
  );
}

function SlotRows(props: BranchProps & { slot: SlotBranch; design: string }) {
  const { slot, design, digits, open, onToggle, picked, onPick } = props;
  const isOpen = open.has(slot.reservationId);
  const label = slotText(slot.slot, viewerZone());
  const several = slot.slots > 1;
  return (
    <>
      <tr>
        <th scope="row">
          <Toggle open={isOpen} level={1} onToggle={() => onToggle(slot.reservationId)}>
            {label}
            {several && <span className={classes.quiet}> {usageText.several(slot.slots)}</span>}
            {slot.environmentName !== design && (
              <span className={classes.quiet}> {slot.environmentName}</span>
            )}
          </Toggle>
        </th>
        <td className={`${table.num} ${table.quiet}`}>{timeOf(slot)}</td>
        <Cells sums={slot} meters={props.meters} digits={digits} />
      </tr>
      {isOpen &&
        slot.rows.map((row) => {
          const chosen = picked?.reservationId === row.reservationId && picked.component === row.component;
          return (
            <tr key={row.component} className={chosen ? table.selected : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className={classes.leaf}
                  aria-pressed={chosen}
                  onClick={() => onPick({ reservationId: row.reservationId, component: row.component })}
                >
                  {row.componentName}
                  {row.copies > 1 && <span className={classes.quiet}> {usageText.copies(row.copies)}</span>}
                </button>
              </th>
              <td className={`${table.num} ${table.quiet}`}>{timeOf(sumOf([row]))}</td>
              <Cells sums={sumOf([row])} meters={props.meters} digits={digits} />
            </tr>
          );
        })}
    </>
  );
}

function Toggle(props: { open: boolean; level: 0 | 1; onToggle: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={classes.toggle}
      data-level={props.level}
      aria-expanded={props.open}
      onClick={props.onToggle}
    >
      {props.open ? <IconChevronDown size={12} aria-hidden /> : <IconChevronRight size={12} aria-hidden />}
      {props.children}
    </button>
  );
}

interface CellsProps {
  sums: Sums;
  meters: readonly Meter[];
  digits: number;
  exact?: boolean;
}

function Cells(props: CellsProps) {
  const { sums, meters, digits, exact = false } = props;
  return (
    <>
      {meters.map((meter) => (
        <td key={meter} className={table.num}>
          {cell(sums.meters.get(meter)?.amountMicros ?? 0, digits)}
        </td>
      ))}
      <td className={`${table.num} ${table.end}`}>
        <strong>{exact ? decimal(sums.amountMicros, digits) : cell(sums.amountMicros, digits)}</strong>
      </td>
    </>
  );
}

function timeOf({ seconds }: Sums): string {
  return seconds === 0 ? NOTHING : duration(1000 * seconds);
}

/** Designs are open; a slot only when it is the one asked for, or the newest of the first design. */
function firstOpen(tree: readonly DesignBranch[], environment: string | null): ReadonlySet<string> {
  const asked = tree.flatMap((design) => design.slots).find((slot) => slot.environmentId === environment);
  const slot = asked ?? tree[0]?.slots[0];
  return new Set([...tree.map((design) => design.designId), ...(slot ? [slot.reservationId] : [])]);
}
