import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { Host, Rack, Site } from '../../api/types.ts';
import { dataCenterText } from '../../messages/data-center.ts';
import { hostTrouble } from '../../messages/status.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import type { Place } from './frame/use-selection.ts';
import { SiteHosts } from './list/site-hosts.tsx';
import {
  LoadBar,
  loadLabel,
  loadOf,
  loadText,
  percentUsed,
  siteLoad,
  type Dimension,
  type Load,
} from './load-bar.tsx';
import classes from './data-center.module.css';
import { region } from '../../ui/layout/region.ts';
import rackClasses from './racks.module.css';

const DIMENSIONS: { value: Dimension; label: string }[] = [
  { value: 'cpuMilli', label: dataCenterText.cpuLong },
  { value: 'memoryMiB', label: dataCenterText.memoryLong },
  { value: 'diskMiB', label: dataCenterText.diskLong },
  { value: 'gpu', label: dataCenterText.gpuLong },
];

interface RacksProps {
  site: Site;
  /** The rack that is shown alone; null for all of them. */
  rackId: string | null;
  /** The host that is shown in full. */
  hostId: string | null;
  onSelect: (place: Place) => void;
}

/** The racks of a site as they stand, or the same hosts in a table. */
export function Racks({ site, rackId, hostId, onSelect }: RacksProps) {
  const [query, setQuery] = useSearchParams();
  const dimension = DIMENSIONS.find(({ value }) => value === query.get('show'))?.value ?? 'cpuMilli';
  const view = query.get('view') === 'table' ? 'table' : 'elevation';
  const racks = site.racks.filter(({ id }) => rackId === null || id === rackId);
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(query);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setQuery(next, { replace: true });
  };
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
          onChange={(value) => set('show', value === 'cpuMilli' ? null : value)}
        />
        <SegmentedControl
          size="xs"
          aria-label={dataCenterText.view}
          data={[
            { value: 'elevation', label: dataCenterText.elevation },
            { value: 'table', label: dataCenterText.table },
          ]}
          value={view}
          onChange={(value) => set('view', value === 'table' ? value : null)}
        />
      </div>
      {view === 'elevation' ? (
        <div className={rackClasses.racks}>
          {racks.map((rack) => (
            <Elevation
              key={rack.id}
              rack={rack}
              dimension={dimension}
              label={label}
              hostId={hostId}
              onSelect={(host) => onSelect({ host })}
              onRack={() => onSelect({ rack: rack.id })}
            />
          ))}
          {racks.every(({ hosts }) => hosts.length === 0) && (
            <p className={classes.quiet}>{dataCenterText.noRacks}</p>
          )}
        </div>
      ) : (
        <SiteHosts site={site} rackId={rackId} />
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
  onRack: () => void;
}

function Elevation({ rack, dimension, label, hostId, onSelect, onRack }: ElevationProps) {
  const load = siteLoad(rack.hosts, dimension);
  return (
    <section className={rackClasses.rack} aria-label={rack.name}>
      <div className={rackClasses.rackHead}>
        <button type="button" tabIndex={-1} onClick={onRack}>
          {rack.name}
        </button>
        <span>{dataCenterText.rackHosts(rack.hosts.length)}</span>
        <span title={loadLabel(`${rack.name}, ${label}`, load, dimension)}>
          {dataCenterText.three(...loadText(load, dimension))}
        </span>
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

/** The highest unit first, as one stands before the rack. */
function byUnit(hosts: readonly Host[]): Host[] {
  return hosts.toSorted((a, b) => b.rackUnit - a.rackUnit);
}
