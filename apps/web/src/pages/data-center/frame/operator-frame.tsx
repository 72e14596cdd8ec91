import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { trpc } from '../../../api/client.ts';
import { useMe } from '../../../api/session.ts';
import type { DataCenter } from '../../../api/types.ts';
import { Crumbs } from '../../../frame/slots.tsx';
import { Loaded } from '../../../frame/states/loaded.tsx';
import { dataCenterText } from '../../../messages/data-center.ts';
import { frameText } from '../../../messages/frame.ts';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ClockBand } from '../clock-band.tsx';
import { PausedBand } from '../paused/paused-band.tsx';
import { SiteTree } from '../tree/site-tree.tsx';
import { Standing } from './standing.tsx';
import { OperatorNav } from './operator-nav.tsx';
import { selectionOf, type Place, type Selection } from './use-selection.ts';
import classes from '../data-center.module.css';

const REFRESH_MS = 5_000;

interface OperatorFrameProps {
  readonly title: string;
  /** Whether the tree shows what the address names as selected. */
  readonly selects: boolean;
  readonly onSelect: (place: Place) => void;
  /** What stands right of the tree. */
  readonly children: (dataCenter: DataCenter, selection: Selection) => ReactNode;
}

/** What all of the operator's pages have: whose they are, the world's clock, the tree of what there is, and its age. */
export function OperatorFrame({ title, selects, onSelect, children }: OperatorFrameProps) {
  const { operator, world } = useMe();
  const [query] = useSearchParams();
  const { hostId } = useParams();
  const overview = useQuery({
    ...trpc.dataCenter.overview.queryOptions(),
    refetchInterval: REFRESH_MS,
    enabled: operator,
  });
  if (!operator) return <OperatorsOnly />;
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1" tabIndex={-1}>
        {title}
      </VisuallyHidden>
      {world.paused && <PausedBand />}
      {world.demo && <ClockBand />}
      <Loaded source={overview} shape="panes" everyMs={REFRESH_MS} asOf={({ now }) => now}>
        {(dataCenter) => {
          const selection = selectionOf(dataCenter, query, hostId ?? null);
          return (
            <div className={classes.body}>
              <SiteTree
                sites={dataCenter.sites}
                siteId={selects ? (selection.site?.id ?? null) : null}
                rackId={selects ? (selection.rack?.id ?? null) : null}
                hostId={selects ? (selection.host?.id ?? null) : null}
                onSelect={onSelect}
              >
                <OperatorNav />
                <Standing />
              </SiteTree>
              {children(dataCenter, selection)}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
}

function OperatorsOnly() {
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
}
