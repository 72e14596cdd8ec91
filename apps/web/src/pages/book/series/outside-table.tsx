import { NumberInput, Switch } from '@mantine/core';
import { useMemo } from 'react';
import type { Catalog } from '@patchbay/catalog';
import {
  MAX_COUNT,
  readFlat,
  type Component,
  type DesignDocument,
  type Overrides,
} from '@patchbay/engine/design';
import { hoursText } from '../../../messages/slots/hours.ts';
import type { SeriesQuote } from '../../../api/types.ts';
import table from '../../../ui/data/table.module.css';
import { perHour } from '../../../ui/format/money.ts';
import { region } from '../../../ui/layout/region.ts';
import classes from './series.module.css';

interface OutsideTableProps {
  document: DesignDocument;
  catalog: Catalog;
  /** What is otherwise outside the hours; null while nothing runs then. */
  overrides: Overrides | null;
  quote: SeriesQuote | undefined;
  onChange: (overrides: Overrides | null) => void;
}

/** What runs in the times between the slots of a series: the same parts, with counts and sizes of their own. */
export function OutsideTable({ document, catalog, overrides, quote, onChange }: OutsideTableProps) {
  const lines = useMemo(
    () =>
      Object.values(document.components)
        .filter(({ host }) => host === null)
        .flatMap((part) => linesOf(part, document, catalog)),
    [document, catalog],
  );
  // A variant that cannot be smaller is none to offer.
  if (!lines.some(({ inside, min }) => inside > min)) return null;
  return (
    <section {...region} className={classes.outside} aria-label={hoursText.title}>
      <Switch
        label={hoursText.toggle}
        description={hoursText.toggleText}
        checked={overrides !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? {} : null)}
      />
      {overrides !== null && (
        <div className={table.frame}>
          <table className={`${table.table} ${table.dense}`}>
            <thead>
              <tr>
                <th scope="col">{hoursText.part}</th>
                <th scope="col">{hoursText.property}</th>
                <th scope="col" className={table.num}>
                  {hoursText.inside}
                </th>
                <th scope="col" className={table.num}>
                  {hoursText.outside}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Line
                  key={`${line.id} ${line.property}`}
                  line={line}
                  overrides={overrides}
                  onChange={onChange}
                />
              ))}
              {quote && (
                <tr className={table.total}>
                  <td colSpan={2}>{hoursText.perHour}</td>
                  <td className={table.num}>{perHour(quote.perHourMicros, quote.currency)}</td>
                  <td className={table.num}>
                    {quote.outsidePerHourMicros !== null &&
                      perHour(quote.outsidePerHourMicros, quote.currency)}
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** One thing that can be otherwise: the count of a part, or a quantity of it. */
interface OutsideLine {
  readonly id: string;
  readonly name: string;
  /** Null for the count. */
  readonly property: string | null;
  readonly label: string;
  readonly unit: string;
  readonly inside: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

function linesOf(part: Component, document: DesignDocument, catalog: Catalog): OutsideLine[] {
  const { id, name, count, properties } = part;
  const type =
    readFlat(document, catalog).byId.get(id)?.type ?? catalog.types.find((one) => one.id === part.type);
  const common = { id, name };
  const lines: OutsideLine[] = [
    {
      ...common,
      property: null,
      label: hoursText.count,
      unit: '',
      inside: count,
      min: 1,
      max: MAX_COUNT,
      step: 1,
    },
  ];
  if (type?.layer !== 'machine') return count > 1 ? lines : [];
  for (const one of type.properties) {
    // Data stays where it is, so disks do not change with the hour.
    if (one.form !== 'quantity' || one.unit === 'GiB') continue;
    const own = properties[one.name] ?? one.default;
    if (typeof own !== 'number') continue;
    const { name: property, label, unit, min, max, step } = one;
    lines.push({ ...common, property, label, unit, inside: own, min, max, step });
  }
  return lines;
}

function Line(props: { line: OutsideLine; overrides: Overrides; onChange: (overrides: Overrides) => void }) {
  const { line, overrides, onChange } = props;
  const { id, name, property, label, unit, inside } = line;
  const own = overrides[id];
  const chosen = property === null ? own?.count : own?.properties?.[property];
  const set = (value: number) =>
    onChange({
      ...overrides,
      [id]:
        property === null
          ? { ...own, count: value }
          : { ...own, properties: { ...own?.properties, [property]: value } },
    });
  return (
    <tr>
      <td>{property === null && <strong className={classes.date}>{name}</strong>}</td>
      <td>{label}</td>
      <td className={table.num}>
        {inside} {unit}
      </td>
      <td className={table.num}>
        <NumberInput
          aria-label={property === null ? hoursText.countOf(name) : hoursText.valueOf(label, name)}
          size="xs"
          className={classes.number}
          value={typeof chosen === 'number' ? chosen : inside}
          min={line.min}
          max={line.max}
          step={line.step}
          suffix={unit === '' ? '' : ` ${unit}`}
          allowDecimal={false}
          onChange={(value) => typeof value === 'number' && set(value)}
        />
      </td>
    </tr>
  );
}
