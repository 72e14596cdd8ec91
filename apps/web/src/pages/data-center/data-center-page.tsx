import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'react-router';
import type { DataCenter } from '../../api/types.ts';
import { usePageCommands } from '../../commands/page-commands.ts';
import { Crumbs, TopBarRight } from '../../frame/slots.tsx';
import { dataCenterText } from '../../messages/data-center.ts';
import { addHostText } from '../../messages/hosts.ts';
import { timelineText } from '../../messages/operator/timeline.ts';
import { paths } from '../../paths.ts';
import { region } from '../../ui/layout/region.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import { AttentionPane } from './attention-pane.tsx';
import { CapacityEvents } from './events/capacity-events.tsx';
import { FailureInbox } from './failures/failure-inbox.tsx';
import { OperatorFrame } from './frame/operator-frame.tsx';
import { useSelect, type Selection } from './frame/use-selection.ts';
import { AddHost } from './hosts/add-host.tsx';
import { HOST_HEADING, HostPane } from './hosts/host-pane.tsx';
import { Pools } from './site-pools.tsx';
import { Racks } from './racks.tsx';
import { SiteCards } from './site-cards.tsx';
import { HostTimeline } from './timeline/host-timeline.tsx';
import { rangeCommands, useRange } from './timeline/use-range.ts';
import classes from './data-center.module.css';

/** Sites, racks and hosts as they are now, what failed, and what needs somebody. */
export function DataCenterPage() {
  const select = useSelect();
  return (
    <OperatorFrame title={dataCenterText.crumb} selects onSelect={select}>
      {(dataCenter, selection) => <Sites dataCenter={dataCenter} selection={selection} />}
    </OperatorFrame>
  );
}

function Sites({ dataCenter, selection }: { dataCenter: DataCenter; selection: Selection }) {
  const { sites } = dataCenter;
  const { site, rack, host } = selection;
  const now = Date.parse(dataCenter.now);
  const select = useSelect();
  const range = useRange(now);
  usePageCommands({ title: timelineText.title, list: () => rangeCommands(range) });
  const { adding, opener, open, close, show } = useAdding(host?.id ?? null, (id) => select({ host: id }));
  const shown = rack && !host ? [rack] : (site?.racks ?? []);
  return (
    <>
      <SitesFrame dataCenter={dataCenter} selection={selection}>
        <Button ref={opener} aria-expanded={adding} disabled={adding} onClick={open}>
          {addHostText.add}
        </Button>
      </SitesFrame>
      <div className={classes.main}>
        {adding && (
          <AddHost
            sites={sites}
            onAdded={show}
            onShow={(name) => show(hostCalled(sites, name))}
            onClose={close}
          />
        )}
        <SiteCards sites={sites} selected={site?.id ?? null} onSelect={(id) => select({ site: id })} />
        {site && (
          <Racks
            site={site}
            rackId={rack && !host ? rack.id : null}
            hostId={host?.id ?? null}
            onSelect={select}
          />
        )}
        {site && (
          <HostTimeline
            scope={rack && !host ? { rackId: rack.id } : { siteId: site.id }}
            hosts={shown.flatMap(({ hosts }) => hosts)}
            now={now}
            range={range}
          />
        )}
      </div>
      <aside {...region} className={classes.right} aria-label={dataCenterText.attention} {...scrollable}>
        {site && rack && host && (
          <HostPane
            standing={{ site, rack, host }}
            currency={dataCenter.currency}
            open
            onRemoved={() => select({ site: site.id })}
          />
        )}
        <FailureInbox dataCenter={dataCenter} />
        <CapacityEvents />
        <AttentionPane attention={dataCenter.attention} now={now} />
        {site && <Pools site={site} />}
      </aside>
    </>
  );
}

/** The form that adds a host, and where the focus goes when it is done. */
function useAdding(hostId: string | null, select: (id: string) => void) {
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    // A disabled button takes no focus, so it is enabled first.
    flushSync(() => setAdding(false));
    opener.current?.focus();
  };
  const show = (id: string) => {
    setAdding(false);
    setTold(id);
    select(id);
  };
  const arrived = told !== null && told === hostId;
  // Its pane is the next thing to read; the form that had the focus is gone.
  useEffect(() => {
    if (arrived) document.getElementById(HOST_HEADING)?.focus();
  }, [arrived]);
  return { adding, opener, open: () => setAdding(true), close, show };
}

/** Breadcrumb, count and actions of the frame. */
function SitesFrame(props: { dataCenter: DataCenter; selection: Selection; children: ReactNode }) {
  const { dataCenter, selection } = props;
  const { site, rack, host } = selection;
  return (
    <>
      <Crumbs
        items={[
          { label: dataCenterText.crumb, to: paths.dataCenter() },
          ...(site ? [{ label: site.name, to: paths.dataCenter({ site: site.id }) }] : []),
          ...(rack ? [{ label: rack.name, to: paths.dataCenter({ rack: rack.id }) }] : []),
          ...(host ? [{ label: host.name }] : []),
        ]}
      />
      <TopBarRight>
        <span className={classes.pill}>{dataCenterText.hosts(countHosts(dataCenter.sites))}</span>
        <Button component={Link} to={paths.people()} variant="default">
          {dataCenterText.people}
        </Button>
        {props.children}
      </TopBarRight>
    </>
  );
}

function countHosts(sites: DataCenter['sites']): number {
  return sites.reduce((sum, { racks }) => sum + racks.reduce((n, { hosts }) => n + hosts.length, 0), 0);
}

function hostCalled(sites: DataCenter['sites'], name: string): string {
  const hosts = sites.flatMap(({ racks }) => racks.flatMap((rack) => rack.hosts));
  return hosts.find((host) => host.engine !== null && host.name === name)?.id ?? '';
}
