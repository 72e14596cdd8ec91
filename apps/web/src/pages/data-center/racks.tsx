import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Host, Rack, Site } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { hostTrouble } from '../../messages/status.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import table from '../../ui/data/table.module.css';
import { LoadBar, loadLabel, loadOf, loadText, percentUsed, type Dimension, type Load } from './load-bar.tsx';
import classes from './data-center.module.css';
import { region } from '../../ui/layout/region.ts';
import rackClasses from './racks.module.css';

const DIMENSIONS: { value: Dimension; label: string }[] = [
  { value: 'cpuMilli', label: dataCenterText.cpuLong },
  { value: 'memoryMiB', label: dataCenterText.memoryLong },
  { value: 'diskMiB', label: dataCenterText.diskLong },
];

interface RacksProps {
  site: Site;
  /** The host that is shown in full. */
  hostId: string | null;
  onSelect: (siteId: string, hostId: string) => void;
}

/** The racks of a site as they stand, or the same hosts in a table. */
export function Racks({ site, hostId, onSelect }: RacksProps) {
  const [dimension, setDimension] = useState<Dimension>('cpuMilli');
  const [view, setView] = useState('elevation');
  const label = DIMENSIONS.find(({ value }) => value === dimension)?.label ?? '';
  return (
    <section {...region} className={classes.card} aria-labelledby="racks">
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
        <div className={rackClasses.racks}>
          {site.racks.map((rack) => (
            <Elevation
              key={rack.id}
              rack={rack}
              dimension={dimension}
              label={label}
              hostId={hostId}
              onSelect={(host) => onSelect(site.id, host)}
            />
          ))}
          {site.racks.every(({ hosts }) => hosts.length === 0) && (
            <p className={classes.quiet}>{dataCenterText.noRacks}</p>
          )}
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

interface ElevationProps extends Shown {
  rack: Rack;
  hostId: string | null;
  onSelect: (hostId: string) => void;
}

function Elevation({ rack, dimension, label, hostId, onSelect }: ElevationProps) {
  return (
    <section className={rackClasses.rack} aria-label={rack.name}>
      <div className={rackClasses.rackHead}>
        <strong>{rack.name}</strong>
        <span>{dataCenterText.rackHosts(rack.hosts.length)}</span>
      </div>
      <ol>
        {byUnit(rack.hosts).map((host) => (
          <li key={host.id}>
            <Slot
              host={host}
              load={loadOf([host], dimension)}
              title={loadLabel(`${host.name}, ${label}`, loadOf([host], dimension), dimension)}
              selected={host.id === hostId}
              onSelect={() => onSelect(host.id)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface SlotProps {
  host: Host;
  load: Load;
  title: string;
  selected: boolean;
  onSelect: () => void;
}

/** One unit of a rack. The keyboard reaches every host in the tree, which needs no stop for each of them. */
function Slot({ host, load, title, selected, onSelect }: SlotProps) {
  const trouble = hostTrouble(host);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={rackClasses.slot}
      title={title}
      aria-pressed={selected}
      data-trouble={trouble?.glyph}
      onClick={onSelect}
    >
      <span className={rackClasses.unit}>{host.rackUnit}</span>
      <span className={rackClasses.hostName}>{host.name}</span>
      <LoadBar load={load} />
      {trouble ? (
        <StateGlyph state={trouble.glyph} word={trouble.word} />
      ) : (
        <span className={rackClasses.percent}>{percentUsed(load)}</span>
      )}
    </button>
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
                <td className={table.num}>{host.clockMhz === 0 ? dataCenterText.unknown : host.clockMhz}</td>
                <td className={table.num}>{host.engine ? dataCenterText.unknown : host.year}</td>
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
