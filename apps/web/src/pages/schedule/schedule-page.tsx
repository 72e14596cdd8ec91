import { Button } from '@mantine/core';
import { isOver } from '@patchbay/engine/reservation';
import { useQuery } from '@tanstack/react-query';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Reservation } from '../../api/types.ts';
import { Crumbs } from '../../frame/slots.tsx';
import { scheduleText } from '../../messages/schedule.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ErrorPage } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { viewerZone } from '../../ui/format/time.ts';
import { byStart } from './by-start.ts';
import { ReleaseDialog } from './release-dialog.tsx';
import { ReservationStrip } from './reservation-strip.tsx';
import { ReservationTable } from './reservation-table.tsx';
import classes from './schedule.module.css';

const REFRESH_MS = 10_000;

export function SchedulePage() {
  const { account } = useMe();
  const { data, error, refetch } = useQuery({
    ...trpc.reservations.list.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: scheduleText.crumb }]} />
      {error && !data ? (
        <ErrorPage error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Schedule reservations={data} mayRelease={account !== null && account.role !== 'viewer'} />
      ) : (
        <LateSkeleton shape="table" />
      )}
    </>
  );
}

function Schedule(props: { reservations: readonly Reservation[]; mayRelease: boolean }) {
  const { reservations, mayRelease } = props;
  const [releasing, setReleasing] = useState<Reservation | null>(null);
  if (reservations.length === 0)
    return (
      <EmptyState
        icon={<IconCalendar size={20} />}
        title={scheduleText.emptyTitle}
        text={scheduleText.emptyText}
      >
        <Button component={Link} to={paths.designs()} autoFocus>
          {scheduleText.toDesigns}
        </Button>
      </EmptyState>
    );
  const groups = [
    {
      title: scheduleText.upcoming,
      rows: reservations.filter(({ state }) => !isOver(state)),
      order: 1 as const,
    },
    { title: scheduleText.past, rows: reservations.filter(({ state }) => isOver(state)), order: -1 as const },
  ];
  return (
    <div className={classes.page}>
      <header>
        <h1 tabIndex={-1}>{scheduleText.title}</h1>
        <p>{scheduleText.lead}</p>
      </header>
      <div className={classes.strip}>
        <ReservationStrip zone={viewerZone()} />
      </div>
      {groups.map(
        ({ title, rows, order }) =>
          rows.length > 0 && (
            <section key={title} aria-label={title}>
              <div className={classes.head}>
                <h2>{title}</h2>
                <span>{scheduleText.count(rows.length)}</span>
              </div>
              <ReservationTable
                reservations={rows.toSorted(byStart(order))}
                over={order === -1}
                mayRelease={mayRelease}
                onRelease={setReleasing}
              />
            </section>
          ),
      )}
      {releasing && (
        <ReleaseDialog
          reservationId={releasing.id}
          environmentId={releasing.environmentId}
          name={releasing.name}
          slot={releasing.slot}
          state={releasing.state}
          onClose={() => setReleasing(null)}
        />
      )}
    </div>
  );
}
