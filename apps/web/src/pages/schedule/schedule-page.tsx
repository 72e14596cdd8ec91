import { Button, VisuallyHidden } from '@mantine/core';
import { can, isOver } from '@patchbay/engine/reservation';
import { useQuery } from '@tanstack/react-query';
import { IconCalendar, IconCalendarShare } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Reservation } from '../../api/types.ts';
import { Crumbs, TopBarRight } from '../../frame/slots.tsx';
import { Loaded } from '../../frame/states/loaded.tsx';
import { scheduleText } from '../../messages/schedule.ts';
import { calendarText } from '../../messages/slots/calendar.ts';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { aging } from '../../ui/layout/aging.ts';
import { region } from '../../ui/layout/region.ts';
import { byStart } from './by-start.ts';
import { Calendar } from './calendar/calendar.tsx';
import { titleOf, Toolbar } from './calendar/toolbar.tsx';
import { useView, useViewCommands, type ScheduleView } from './calendar/use-view.ts';
import { SlotPanel } from './panel/slot-panel.tsx';
import { SubscribeDialog } from './panel/subscribe-dialog.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { ReservationStrip } from './reservation-strip.tsx';
import { ReservationTable } from './reservation-table.tsx';
import classes from './schedule.module.css';

const REFRESH_MS = 10_000;

export function SchedulePage() {
  const { account } = useMe();
  const reservations = useQuery({
    ...trpc.reservations.list.queryOptions(),
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Crumbs items={[{ label: account?.name ?? '' }, { label: scheduleText.crumb }]} />
      <Loaded source={reservations} shape="calendar" everyMs={REFRESH_MS}>
        {(all) => (all.length === 0 ? <NothingBooked /> : <Schedule reservations={all} />)}
      </Loaded>
    </>
  );
}

function NothingBooked() {
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
}

interface Releasing {
  readonly reservation: Reservation;
  readonly all: boolean;
}

function Schedule({ reservations }: { reservations: readonly Reservation[] }) {
  const view = useView();
  const [releasing, setReleasing] = useState<Releasing | null>(null);
  const [subscribing, setSubscribing] = useState(false);
  useViewCommands(view, () => setSubscribing(true));
  const opened = reservations.find(({ slotId }) => slotId === view.slotId);
  const seriesOf = ({ id }: Reservation) => reservations.filter((one) => one.id === id);
  return (
    <>
      <TopBarRight>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCalendarShare size={14} aria-hidden />}
          onClick={() => setSubscribing(true)}
        >
          {calendarText.subscribe}
        </Button>
      </TopBarRight>
      <div className={classes.layout} data-panel={opened !== undefined || undefined}>
        <div className={classes.main}>
          {/* The crumbs say it to those who see; the heading is where the focus goes. */}
          <VisuallyHidden component="h1" tabIndex={-1}>
            {scheduleText.title}
          </VisuallyHidden>
          <Toolbar view={view} />
          <Body
            reservations={reservations}
            view={view}
            onRelease={(reservation) => setReleasing({ reservation, all: false })}
          />
          <ReservationStrip zone={view.zone} />
        </div>
        {opened && (
          <SlotPanel
            key={opened.slotId}
            reservation={opened}
            series={seriesOf(opened)}
            onRelease={(all) => setReleasing({ reservation: opened, all })}
            onClose={() => view.open(null)}
          />
        )}
      </div>
      {subscribing && <SubscribeDialog onClose={() => setSubscribing(false)} />}
      {releasing && (
        <ReleaseDialog
          reservationId={releasing.reservation.id}
          slotId={releasing.all ? undefined : releasing.reservation.slotId}
          count={
            releasing.all
              ? seriesOf(releasing.reservation).filter(({ state }) => can.release(state)).length
              : 1
          }
          environmentId={releasing.reservation.environmentId}
          name={releasing.reservation.name}
          slot={releasing.reservation.slot}
          state={releasing.reservation.state}
          onClose={() => setReleasing(null)}
        />
      )}
    </>
  );
}

interface BodyProps {
  reservations: readonly Reservation[];
  view: ScheduleView;
  onRelease: (reservation: Reservation) => void;
}

/** The calendar, or the same as a table. */
function Body({ reservations, view, onRelease }: BodyProps) {
  if (view.view === 'table') return <Tables reservations={reservations} view={view} onRelease={onRelease} />;
  const title = titleOf(view.view, view.date, view.zone);
  return (
    <section
      {...region}
      {...aging}
      className={classes.calendar}
      data-view={view.view}
      aria-label={calendarText.calendar(title)}
    >
      <Calendar
        view={view.view}
        date={view.date}
        zone={view.zone}
        reservations={reservations}
        opened={view.slotId}
        onOpen={view.open}
        onDay={view.openDay}
      />
    </section>
  );
}

function Tables({ reservations, view, onRelease }: BodyProps) {
  const groups = [
    {
      title: scheduleText.upcoming,
      rows: reservations.filter(({ state }) => !isOver(state)),
      order: 1 as const,
    },
    { title: scheduleText.past, rows: reservations.filter(({ state }) => isOver(state)), order: -1 as const },
  ];
  return (
    <div className={classes.tables}>
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
                zone={view.zone}
                onRelease={onRelease}
                onOpen={view.open}
              />
            </section>
          ),
      )}
    </div>
  );
}
