import { Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Link, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { DataCenter } from '../../api/types.ts';
import { Crumbs, StatusBarSlot, TopBarRight } from '../../frame/slots.tsx';
import { dataCenterText } from '../../messages/data-center.ts';
import { frameText } from '../../messages/frame.ts';
import { addHostText } from '../../messages/hosts.ts';
import { liveText } from '../../messages/live.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorPage } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { clockSeconds, viewerZone } from '../../ui/format/time.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import { AttentionPane } from './attention-pane.tsx';
import { ClockBand } from './clock-band.tsx';
import { HostTimeline } from './host-timeline.tsx';
import { FailureInbox } from './failures/failure-inbox.tsx';
import { AddHost } from './hosts/add-host.tsx';
import { HOST_HEADING, HostPane } from './hosts/host-pane.tsx';
import { PausedBand } from './paused/paused-band.tsx';
import { Pools } from './pools.tsx';
import { Racks } from './racks.tsx';
import { SiteCards } from './site-cards.tsx';
import { SiteTree } from './site-tree.tsx';
import { findHost } from './tree-rows.ts';
import { region } from '../../ui/layout/region.ts';
import classes from './data-center.module.css';

const REFRESH_MS = 5_000;

export function DataCenterPage() {
  const { operator, world } = useMe();
  if (!operator)
    return (
      <>
        <Crumbs items={[{ label: dataCenterText.crumb }]} />
        <EmptyState
          icon={<IconLock size={20} />}
          title={frameText.operatorsOnlyTitle}
          text={frameText.operatorsOnlyText}
        />
      </>
    );
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1" tabIndex={-1}>
        {dataCenterText.crumb}
      </VisuallyHidden>
      {world.paused && <PausedBand />}
      {world.demo && <ClockBand />}
      <Overview />
    </div>
  );
}

function Overview() {
  const { data, error, refetch } = useQuery({
    ...trpc.dataCenter.overview.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  if (error && !data) return <ErrorPage error={error} onRetry={() => void refetch()} />;
  if (!data) return <LateSkeleton shape="panes" />;
  return <Sites dataCenter={data} />;
}

function Sites({ dataCenter }: { dataCenter: DataCenter }) {
  const { sites } = dataCenter;
  const now = Date.parse(dataCenter.now);
  const { site, standing, select } = useSelection(sites);
  const [adding, setAdding] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    // A disabled button takes no focus, so it is enabled first.
    flushSync(() => setAdding(false));
    opener.current?.focus();
  };
  const show = (hostId: string) => {
    setAdding(false);
    setTold(hostId);
    select(null, hostId);
  };
  const arrived = told !== null && told === standing?.host.id;
  // Its pane is the next thing to read; the form that had the focus is gone.
  useEffect(() => {
    if (arrived) document.getElementById(HOST_HEADING)?.focus();
  }, [arrived]);
  return (
    <>
      <SitesFrame dataCenter={dataCenter} names={[site?.name, standing?.host.name]}>
        <Button ref={opener} aria-expanded={adding} disabled={adding} onClick={() => setAdding(true)}>
          {addHostText.add}
        </Button>
      </SitesFrame>
      <div className={classes.body}>
        <SiteTree
          sites={sites}
          siteId={site?.id ?? null}
          rackId={standing?.rack.id ?? null}
          hostId={standing?.host.id ?? null}
          onSelect={select}
        />
        <div className={classes.main}>
          {adding && (
            <AddHost
              sites={sites}
              onAdded={show}
              onShow={(name) => show(hostCalled(sites, name))}
              onClose={close}
            />
          )}
          <SiteCards sites={sites} selected={site?.id ?? null} onSelect={(id) => select(id, null)} />
          {site && <Racks site={site} hostId={standing?.host.id ?? null} onSelect={select} />}
          {site && <HostTimeline site={site} now={now} />}
        </div>
        <aside {...region} className={classes.right} aria-label={dataCenterText.attention} {...scrollable}>
          {standing && (
            <HostPane
              standing={standing}
              currency={dataCenter.currency}
              onRemoved={() => select(standing.site.id, null)}
            />
          )}
          <FailureInbox dataCenter={dataCenter} />
          <AttentionPane attention={dataCenter.attention} now={now} />
          {site && <Pools site={site} />}
        </aside>
      </div>
    </>
  );
}

/** The chosen host or site, kept in the address. A host stands for its site as well. */
function useSelection(sites: DataCenter['sites']) {
  const [query, setQuery] = useSearchParams();
  const standing = findHost(sites, query.get('host'));
  const site = standing?.site ?? sites.find(({ id }) => id === query.get('site')) ?? sites[0];
  const select = (siteId: string | null, hostId: string | null) =>
    setQuery({ ...(hostId ? { host: hostId } : siteId && { site: siteId }) }, { replace: true });
  return { site, standing, select };
}

/** Breadcrumb, count and actions of the frame. */
function SitesFrame(props: {
  dataCenter: DataCenter;
  names: readonly (string | undefined)[];
  children: ReactNode;
}) {
  const { dataCenter, names } = props;
  const labels = [dataCenterText.crumb, ...names.filter((name) => name !== undefined)];
  return (
    <>
      <Crumbs items={labels.map((label) => ({ label }))} />
      <TopBarRight>
        <span className={classes.pill}>{dataCenterText.hosts(countHosts(dataCenter.sites))}</span>
        <Button component={Link} to={paths.people()} variant="default">
          {dataCenterText.people}
        </Button>
        {props.children}
      </TopBarRight>
      <StatusBarSlot>
        <span>{liveText.asOf(clockSeconds(dataCenter.now, viewerZone()))}</span>
      </StatusBarSlot>
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
