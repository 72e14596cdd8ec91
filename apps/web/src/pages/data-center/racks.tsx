import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Host, Rack, Site } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import table from '../../ui/data/table.module.css';
import { LoadBar, loadLabel, loadOf, loadText, percentUsed, type Dimension } from './load-bar.tsx';
import classes from './data-center.module.css';

const DIMENSIONS: { value: Dimension; label: string }[] = [
  { value: 'cpuMilli', label: dataCenterText.cpuLong },
  { value: 'memoryMiB', label: dataCenterText.memoryLong },
  { value: 'diskMiB', label: dataCenterText.diskLong },
];

/** The racks of a site as they stand, or the same hosts in a table. */
export function Racks({ site }: { site: Site }) {
  const [dimension, setDimension] = useState<Dimension>('cpuMilli');
  const [view, setView] = useState('elevation');
  const label = DIMENSIONS.find(({ value }) => value === dimension)?.label ?? '';
  return (
    <section className={classes.card} aria-labelledby="racks">
      <div className={classes.cardHead}>
        <h2 id="racks">{dataCenterText.racks(site.name)}</h2>
        <span className={classes.quiet}>{dataCenterText.racksLead(label)}</span>
        <span className={classes.legend}>
          <LoadBar load={{ used: 2, reserved: 3, capacity: 4 }} />
          {dataCenterText.three(dataCenterText.used, dataCenterText.reserved, dataCenterText.capacity)}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={dataCenterText.dimension}
          data={DIMENSIONS}
          value={dimension}
          onChange={(value) =>
            setDimension(DIMENSIONS.find((each) => each.value === value)?.value ?? 'cpuMilli')
          }
        />
        <SegmentedControl
          size="xs"
          aria-label={dataCenterText.view}
          data={[
            { value: 'elevation', label: dataCenterText.elevation },
            { value: 'table', label: dataCenterText.table },
          ]}
          value={view}
          onChange={setView}
        />
      </div>
      {view === 'elevation' ? (
        <div className={classes.racks}>
          {site.racks.map((rack) => (
            <Elevation key={rack.id} rack={rack} dimension={dimension} label={label} />
          ))}
        </div>
      ) : (
        <HostTable racks={site.racks} dimension={dimension} label={label} />
      )}
    </section>
  );
}

interface Shown {
  dimension: Dimension;
  label: string;
}

function Elevation({ rack, dimension, label }: Shown & { rack: Rack }) {
  return (
    <section className={classes.rack} aria-label={rack.name}>
      <div className={classes.rackHead}>
        <strong>{rack.name}</strong>
        <span>{dataCenterText.rackHosts(rack.hosts.length)}</span>
      </div>
      <ol>
        {byUnit(rack.hosts).map((host) => {
          const load = loadOf([host], dimension);
          return (
            <li key={host.id} title={loadLabel(`${host.name}, ${label}`, load, dimension)}>
              <span className={classes.unit}>{host.rackUnit}</span>
              <span className={classes.hostName}>{host.name}</span>
              <LoadBar load={load} />
              <span className={classes.percent}>{percentUsed(load)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function HostTable({ racks, dimension, label }: Shown & { racks: readonly Rack[] }) {
  const heads = [dataCenterText.used, dataCenterText.reserved, dataCenterText.capacity];
  return (
    <div className={classes.scroll} role="group" aria-label={label} {...scrollable}>
      <table className={`${table.table} ${table.dense}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{dataCenterText.host}</th>
            <th scope="col">{dataCenterText.rack}</th>
            <th scope="col">{dataCenterText.model}</th>
            <th scope="col">{dataCenterText.arch}</th>
            {[dataCenterText.rackUnit, dataCenterText.clockMhz, dataCenterText.year, ...heads].map((head) => (
              <th key={head} scope="col" className={table.num}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {racks.flatMap((rack) =>
            byUnit(rack.hosts).map((host) => (
              <tr key={host.id}>
                <th scope="row" className={table.mono}>
                  {host.name}
                </th>
                <td>{rack.name}</td>
                <td>{host.model}</td>
                <td>{host.arch}</td>
                <td className={table.num}>{host.rackUnit}</td>
                <td className={table.num}>{host.clockMhz}</td>
                <td className={table.num}>{host.year}</td>
                {loadText(loadOf([host], dimension), dimension).map((text, index) => (
                  <td key={heads[index]} className={table.num}>
                    {text}
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** The highest unit first, as one stands before the rack. */
function byUnit(hosts: readonly Host[]): Host[] {
  return hosts.toSorted((a, b) => b.rackUnit - a.rackUnit);
}
