import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { calendarText } from '../../../messages/slots/calendar.ts';
import { day, dayYear, monthYear } from '../../../ui/format/time.ts';
import { useWorldNow } from '../../../api/session.ts';
import { ZoneSelect } from '../../book/zone-select.tsx';
import type { ScheduleView } from './use-view.ts';
import { periodOf, VIEWS, type Period } from './wall.ts';
import classes from './toolbar.module.css';

/** Which days are shown, how, and in whose time. */
export function Toolbar({ view }: { view: ScheduleView }) {
  const now = useWorldNow();
  const period = view.view === 'table' ? null : view.view;
  return (
    <div className={classes.bar}>
      {period && (
        <>
          <ActionIcon aria-label={calendarText.earlier[period]} onClick={() => view.step(-1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <Button size="xs" variant="default" onClick={() => view.goTo(view.today)}>
            {calendarText.today}
          </Button>
          <ActionIcon aria-label={calendarText.later[period]} onClick={() => view.step(1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
          <h2 aria-live="polite">{titleOf(period, view.date, view.zone)}</h2>
        </>
      )}
      <span className={classes.grow} />
      <SegmentedControl
        aria-label={calendarText.views}
        data={VIEWS.map((value) => ({ value, label: calendarText[value] }))}
        value={view.view}
        onChange={(next) => view.show(next)}
      />
      <div className={classes.zone}>
        <ZoneSelect unlabelled zone={view.zone} at={now} onChange={view.setZone} />
      </div>
    </div>
  );
}

/** `Tue 24 Nov 2026`, `23 Nov – 29 Nov 2026`, `November 2026`. */
export function titleOf(view: Period, date: string, zone: string): string {
  if (view === 'day') return dayYear(date, 'UTC');
  if (view === 'month') return monthYear(date.slice(0, 7));
  const { start, end } = periodOf(view, date, zone);
  return `${day(start, zone)} – ${dayYear(end - 1, zone)}`;
}
