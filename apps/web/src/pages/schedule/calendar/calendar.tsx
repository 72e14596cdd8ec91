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
  /** The slot that is open beside it. */
  opened: string | null;
  onOpen: (slotId: string) => void;
  onDay: (date: string) => void;
}

/** Slots by day, week or month, as the clock of a zone has them. The library knows wall time only. */
export function Calendar({ view, date, zone, reservations, opened, onOpen, onDay }: CalendarProps) {
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
      <Body
        reservation={byId.get(String(event.id))}
        zone={zone}
        month={view === 'month'}
        opened={event.id === opened}
      />
    ),
    onEventClick: (event: ScheduleEventData) => onOpen(String(event.id)),
  };
  const timed = {
    ...common,
    getCurrentTime: () => wallText(now, zone),
    slotHeight: SLOT_HEIGHT,
    ...firstHour(
      events.filter(({ id }) => id === opened),
      events,
    ),
    scrollAreaProps: { mah: '100%' },
    classNames: PARTS,
  };
  // The library scrolls once, when it is drawn first: another period is drawn anew.
  const key = `${view} ${period.start}`;
  return (
    <div className={classes.calendar}>
      {view === 'day' && <DayView key={key} {...timed} />}
      {view === 'week' && <WeekView key={key} {...timed} withWeekNumber={false} firstDayOfWeek={1} />}
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

const SLOT_HEIGHT = 44;
/** Hours that the head of the days covers after the library has scrolled to one. */
const HEAD_HOURS = 2;
/** Where a day begins that has nothing earlier. */
const MORNING_HOUR = 8;

/**
 * The hour that is scrolled to: that of the slot which is open, else the earliest of the period, with its name in view. The first
 * hours need no scrolling.
 */
function firstHour(
  opened: readonly ScheduleEventData[],
  all: readonly ScheduleEventData[],
): { startScrollTime?: string } {
  const hours = (opened.length > 0 ? opened : all).map(({ start }) => Number(String(start).slice(11, 13)));
  const hour = Math.min(MORNING_HOUR, ...hours) - HEAD_HOURS;
  return hour < 0 ? {} : { startScrollTime: `${String(hour).padStart(2, '0')}:00:00` };
}

const PARTS = {
  dayView: classes.fill,
  dayViewRoot: classes.fill,
  weekView: classes.fill,
  weekViewRoot: classes.fill,
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

interface BodyProps {
  reservation: Reservation | undefined;
  zone: string;
  /** One line, which begins with the time. */
  month: boolean;
  opened: boolean;
}

function Body({ reservation, zone, month, opened }: BodyProps): ReactNode {
  if (!reservation) return null;
  const { slot, name, variant } = reservation;
  const { glyph, word } = environmentStatus(reservation);
  return (
    <span className={classes.event} data-month={month || undefined} data-opened={opened || undefined}>
      <StateGlyph state={glyph} word={word} bare />
      {month && <span className={classes.when}>{clock(slot.start, zone)}</span>}
      <span className={classes.name}>{name}</span>
      <span className={classes.when}>
        {!month && `${clock(slot.start, zone)}–${clock(slot.end, zone)}`}
        {variant && `, ${calendarText.variant}`}
      </span>
      {!month && <span className={classes.when}>{word}</span>}
    </span>
  );
}
