import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconActivity } from '@tabler/icons-react';
import { Link, Navigate, useLocation } from 'react-router';
import { trpc } from '../../api/client.ts';
import type { EnvironmentRow, SlotState } from '../../api/types.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { liveText } from '../../messages/live.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';

/** What somebody most likely came to see. */
const INTEREST: readonly SlotState[] = [
  'attention',
  'starting',
  'running',
  'ending',
  'scheduled',
  'ended',
  'cancelled',
];

/**
 * Leads on to one environment, or says how to get one. The way on is by visit: the link pressed twice is a second visit, which
 * takes the place of the way that the first one led.
 */
export function EnvironmentsPage() {
  const { key: visit } = useLocation();
  const environments = useQuery(trpc.environments.list.queryOptions());
  return (
    <>
      <Crumbs items={[{ label: liveText.crumb }]} />
      <Loaded source={environments} shape="panes">
        {(rows) => <First key={visit} rows={rows} />}
      </Loaded>
    </>
  );
}

function First({ rows }: { rows: readonly EnvironmentRow[] }) {
  const first = mostInteresting(rows);
  if (first) return <Navigate to={paths.environment(first.id)} replace />;
  return (
    <EmptyState icon={<IconActivity size={20} />} title={liveText.emptyTitle} text={liveText.emptyText}>
      <Button component={Link} to={paths.designs()} autoFocus>
        {liveText.toDesigns}
      </Button>
    </EmptyState>
  );
}

function mostInteresting(rows: readonly EnvironmentRow[]): EnvironmentRow | undefined {
  const rank = (row: EnvironmentRow) => INTEREST.indexOf(row.state);
  return rows.toSorted(
    (a, b) => rank(a) - rank(b) || Math.abs(Date.parse(a.slot.start)) - Math.abs(Date.parse(b.slot.start)),
  )[0];
}
