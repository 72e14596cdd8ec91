import '@mantine/schedule/styles.css';
import { DayView, MonthView, WeekView, type ScheduleEventData } from '@mantine/schedule';
import type { ReactNode } from 'react';
import { useWorldNow } from '../../../api/session.ts';
import type { Reservation } from '../../../api/types.ts';
import { calendarText } from '../../../messages/slots/calendar.ts';
import { environmentStatus } from '../../../messages/status.ts';
import { clock, slotText } from '../../../ui/format/time.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { periodOf, wallText, type Period } from './wall.ts';
import classes from './calendar.module.css';

interface CalendarProps {
  view: Period;
  date: string;
  zone: string;
  reservations: readonly Reservation[];
  onOpen: (slotId: string) => void;
  onDay: (date: string) => void;
}

/** Slots by day, week or month, as the clock of a zone has them. The library knows wall time only. */
export function Calendar({ view, date, zone, reservations, onOpen, onDay }: CalendarProps) {
  const now = useWorldNow();
  // The library's own today is the browser's, which a demo world is not at.
  const today = wallText(now, zone).slice(0, 10);
  const period = periodOf(view, date, zone);
  const byId = new Map(reservations.map((one) => [one.slotId, one]));
  const events = reservations
    .filter(({ slot, state }) => state !== 'cancelled' && touches(slot, period))
    .map((one) => eventOf(one, zone));
  const common = {
    date,
    events,
    withHeader: false,
    locale: 'en',
    renderEventBody: (event: ScheduleEventData) => (
      <Body reservation={byId.get(String(event.id))} zone={zone} />
    ),
    onEventClick: (event: ScheduleEventData) => onOpen(String(event.id)),
  };
  const timed = {
    ...common,
    getCurrentTime: () => wallText(now, zone),
    slotHeight: 44,
    startScrollTime: '07:00:00',
    scrollAreaProps: { mah: 560 },
    classNames: NOW_LINE,
  };
  return (
    <div className={classes.calendar}>
      {view === 'day' && <DayView {...timed} />}
      {view === 'week' && <WeekView {...timed} withWeekNumber={false} firstDayOfWeek={1} />}
      {view === 'month' && (
        <MonthView
          {...common}
          classNames={{ monthViewDayLabel: classes.dayLabel }}
          highlightToday={false}
          getDayProps={(day) => (day.startsWith(today) ? { 'data-now': true } : {})}
          firstDayOfWeek={1}
          onDayClick={(day) => onDay(day)}
        />
      )}
    </div>
  );
}

const NOW_LINE = {
  currentTimeIndicator: classes.now,
  currentTimeIndicatorTimeBubble: classes.nowTime,
  weekViewDayLabel: classes.dayLabel,
} as const;

const touches = (slot: Reservation['slot'], period: { start: number; end: number }) =>
  Date.parse(slot.end) > period.start && Date.parse(slot.start) < period.end;

/** Its colour is the calendar's own: what state it is in, its shape and word say. */
function eventOf(one: Reservation, zone: string): ScheduleEventData {
  const { glyph, word } = environmentStatus(one);
  return {
    id: one.slotId,
    title: calendarText.event(one.name, slotText(one.slot, zone), word),
    start: wallText(Date.parse(one.slot.start), zone),
    end: wallText(Date.parse(one.slot.end), zone),
    color: glyph === 'running' || glyph === 'working' ? 'brand' : 'gray',
  };
}

function Body({ reservation, zone }: { reservation: Reservation | undefined; zone: string }): ReactNode {
  if (!reservation) return null;
  const { slot, name, variant } = reservation;
  const { glyph, word } = environmentStatus(reservation);
  return (
    <span className={classes.event}>
      <StateGlyph state={glyph} word={word} bare />
      <span className={classes.name}>{name}</span>
      <span className={classes.when}>
        {clock(slot.start, zone)}–{clock(slot.end, zone)}
        {variant && `, ${calendarText.variant}`}
      </span>
      <span className={classes.when}>{word}</span>
    </span>
  );
}
