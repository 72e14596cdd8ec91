import { Button, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { DataCenter } from '../../api/types.ts';
import { Crumbs, StatusBarSlot, TopBarRight } from '../../frame/slots.tsx';
import { dataCenterText } from '../../messages/data-center.ts';
import { frameText } from '../../messages/frame.ts';
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
import { Pools } from './pools.tsx';
import { Racks } from './racks.tsx';
import { SiteCards } from './site-cards.tsx';
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
      <VisuallyHidden component="h1">{dataCenterText.crumb}</VisuallyHidden>
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
  const [query, setQuery] = useSearchParams();
  const site = dataCenter.sites.find(({ id }) => id === query.get('site')) ?? dataCenter.sites[0];
  const hosts = dataCenter.sites.flatMap(({ racks }) => racks.flatMap((rack) => rack.hosts));
  return (
    <>
      <Crumbs items={[{ label: dataCenterText.crumb }, ...(site ? [{ label: site.name }] : [])]} />
      <TopBarRight>
        <span className={classes.pill}>{dataCenterText.hosts(hosts.length)}</span>
        <Button component={Link} to={paths.people()} variant="default">
          {dataCenterText.people}
        </Button>
      </TopBarRight>
      <StatusBarSlot>
        <span>{liveText.asOf(clockSeconds(dataCenter.now, viewerZone()))}</span>
      </StatusBarSlot>
      <div className={classes.body}>
        <div className={classes.main}>
          <SiteCards
            sites={dataCenter.sites}
            selected={site?.id ?? null}
            onSelect={(id) => setQuery({ site: id }, { replace: true })}
          />
          {site && <Racks site={site} />}
          {site && <HostTimeline site={site} now={Date.parse(dataCenter.now)} />}
        </div>
        <aside className={classes.right} aria-label={dataCenterText.attention} {...scrollable}>
          <AttentionPane attention={dataCenter.attention} now={Date.parse(dataCenter.now)} />
          {site && <Pools site={site} />}
        </aside>
      </div>
    </>
  );
}
