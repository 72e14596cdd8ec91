import { VisuallyHidden } from '@mantine/core';
import { Link } from 'react-router';
import { useRealNow } from '../../../api/session.ts';
import type { Engine, Host, Limit, Rack, Site } from '../../../api/types.ts';
import { dataCenterText } from '../../../messages/data-center.ts';
import { hostStatusText, hostText, limitText } from '../../../messages/hosts.ts';
import { hostPageText } from '../../../messages/operator/hosts.ts';
import { maintenanceText } from '../../../messages/operator/maintenance.ts';
import { drainingStatus, hostStatus } from '../../../messages/status.ts';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { dayClock, duration, full, viewerZone } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { LoadBar, loadLabel, loadOf, loadText, type Dimension } from '../load-bar.tsx';
import { PlanMaintenance } from '../maintenance/plan-button.tsx';
import { HostActions } from './host-actions.tsx';
import { Tag } from '../../../ui/data/tag.tsx';
import classes from './host.module.css';

/** Where the focus goes when a host has been added. */
export const HOST_HEADING = 'host-heading';

export interface Standing {
  readonly site: Site;
  readonly rack: Rack;
  readonly host: Host;
}

interface HostPaneProps {
  standing: Standing;
  currency: string;
  /** Whether there is a way to the page of the host. */
  open?: boolean;
  onRemoved: () => void;
}

/** One host: how it is, what is behind it, what is offered and taken, and what can be done. */
export function HostPane({ standing, currency, open = false, onRemoved }: HostPaneProps) {
  const { site, rack, host } = standing;
  return (
    <section {...region} className={classes.pane} aria-labelledby={HOST_HEADING}>
      <div className={classes.head}>
        <h2 id={HOST_HEADING} tabIndex={-1}>
          {host.name}
        </h2>
        <Tag>{site.simulated ? hostText.simulated : hostText.real}</Tag>
        {(host.engine || host.draining || host.status !== 'up') && <Health host={host} />}
      </div>
      {host.status !== 'up' && <p className={classes.quiet}>{hostStatusText[host.status]}</p>}
      {host.draining && host.status !== 'lost' && <p className={classes.quiet}>{hostText.drainText}</p>}
      {host.maintenance && (
        <p className={classes.quiet}>
          {maintenanceText.now(dayClock(host.maintenance.end, viewerZone()), host.maintenance.reason)}
        </p>
      )}
      <Loads host={host} />
      <Facts>
        {host.engine ? <EngineFacts engine={host.engine} /> : <PaperFacts host={host} />}
        <Fact label={hostText.arch}>{host.arch}</Fact>
        <Fact label={hostText.rack}>{hostText.rackUnit(rack.name, host.rackUnit)}</Fact>
      </Facts>
      {host.engine && <Limits limits={host.engine.limits} />}
      {open && <Link to={paths.host(host.id)}>{hostPageText.openHost}</Link>}
      <div>
        <PlanMaintenance part={{ scope: 'host', id: host.id, name: host.name }} currency={currency} />
      </div>
      <HostActions key={host.id} standing={standing} currency={currency} onRemoved={onRemoved} />
    </section>
  );
}

/** Whether it answers and whether it takes work are two things. */
function Health({ host }: { host: Host }) {
  const { glyph, word } = hostStatus[host.status];
  return (
    <span className={classes.health}>
      {host.draining && <StateGlyph state={drainingStatus.glyph} word={drainingStatus.word} />}
      <StateGlyph state={glyph} word={word} />
    </span>
  );
}

function EngineFacts({ engine }: { engine: Engine }) {
  const now = useRealNow();
  const age = Math.max(0, now - Date.parse(engine.seenAt));
  return (
    <>
      <Fact label={hostText.address} mono>
        {engine.address}
      </Fact>
      <Fact label={hostText.engine}>{engine.engine}</Fact>
      <Fact label={hostText.api} mono>
        {engine.apiVersion}
      </Fact>
      <Fact label={hostText.ping}>{hostText.ms(engine.pingMs)}</Fact>
      <Fact label={hostText.seen}>
        <time dateTime={engine.seenAt} title={full(engine.seenAt, viewerZone())}>
          {hostText.ago(duration(age))}
        </time>
      </Fact>
    </>
  );
}

function PaperFacts({ host }: { host: Host }) {
  return (
    <>
      <Fact label={hostText.model}>{host.model}</Fact>
      {host.clockMhz > 0 && <Fact label={hostText.clock}>{hostText.mhz(host.clockMhz)}</Fact>}
      <Fact label={hostText.year}>{host.year}</Fact>
    </>
  );
}

const LOADS: readonly { dimension: Dimension; label: string; three: typeof dataCenterText.three }[] = [
  { dimension: 'cpuMilli', label: dataCenterText.cpuLong, three: dataCenterText.three },
  { dimension: 'memoryMiB', label: dataCenterText.memoryLong, three: dataCenterText.threeGib },
  { dimension: 'diskMiB', label: dataCenterText.diskLong, three: dataCenterText.threeGib },
];

function Loads({ host }: { host: Host }) {
  return (
    <div className={classes.loads}>
      <span className={classes.quiet}>{hostText.load}</span>
      {LOADS.map(({ dimension, label, three }) => {
        const load = loadOf([host], dimension);
        return (
          <div key={dimension}>
            <span aria-hidden>{label}</span>
            <LoadBar load={load} />
            <span aria-hidden>{three(...loadText(load, dimension))}</span>
            <VisuallyHidden>{loadLabel(label, load, dimension)}</VisuallyHidden>
          </div>
        );
      })}
    </div>
  );
}

export function Limits({ limits }: { limits: readonly Limit[] }) {
  if (limits.length === 0) return null;
  return (
    <div className={classes.limits}>
      <h3>{hostText.cannot}</h3>
      <ul>
        {limits.map((limit) => (
          // Hosts that were added by an older server have sentences of their own.
          <li key={limit}>{Object.hasOwn(limitText, limit) ? limitText[limit] : limit}</li>
        ))}
      </ul>
    </div>
  );
}
