import { ActionIcon, Button } from '@mantine/core';
import { addDays, DAY, instantOf, wallTimeOf, type Interval } from '@patchbay/engine/time';
import { useQuery } from '@tanstack/react-query';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useWorldNow } from '../../api/session.ts';
import type { Reservation } from '../../api/types.ts';
import { scheduleText } from '../../messages/schedule.ts';
import { environmentStatus } from '../../messages/status.ts';
import { paths } from '../../paths.ts';
import { clock, day, slotText } from '../../ui/format/time.ts';
import { CutName } from '../../ui/data/cut-name.tsx';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { region } from '../../ui/layout/region.ts';
import { byName } from './by-start.ts';
import classes from './strip.module.css';

const DAYS = 7;

interface ReservationStripProps {
  zone: string;
  /** A slot that is about to be booked. */
  chosen?: Interval | null;
}

/** Seven days of reservations, one row an environment, with the world's time as a line. */
export function ReservationStrip({ zone, chosen = null }: ReservationStripProps) {
  const { data = [] } = useQuery(trpc.reservations.list.queryOptions());
  const now = useWorldNow();
  const [shift, setShift] = useState(0);
  const days = dayStarts(now, shift, zone);
  const first = days[0] ?? now;
  const last = days[DAYS] ?? now;
  const place = (at: number) => `${(100 * (Math.min(Math.max(at, first), last) - first)) / (last - first)}%`;
  const rows = rowsOf(data, { start: first, end: last });
  const showsChosen = chosen !== null && chosen.start < last && chosen.end > first;
  const empty = rows.length === 0 && !showsChosen;
  return (
    <section {...region} className={classes.strip} aria-label={scheduleText.strip}>
      <div className={classes.head}>
        <h2>{scheduleText.stripTitle}</h2>
        <span>{shift === 0 ? scheduleText.stripLead : `${day(first, zone)}–${day(last - 1, zone)}`}</span>
        <span className={classes.grow} />
        <ActionIcon aria-label={scheduleText.earlier} onClick={() => setShift(shift - DAYS)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Button size="xs" variant="default" disabled={shift === 0} onClick={() => setShift(0)}>
          {scheduleText.today}
        </Button>
        <ActionIcon aria-label={scheduleText.later} onClick={() => setShift(shift + DAYS)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <div className={classes.days} aria-hidden>
        <span className={classes.name} />
        <div className={classes.lane}>
          {days.slice(0, DAYS).map((at) => (
            <span
              key={at}
              style={{ insetInlineStart: place(at) }}
              data-today={day(at, zone) === day(now, zone) || undefined}
            >
              <DayName at={at} zone={zone} />
            </span>
          ))}
        </div>
      </div>
      <div className={classes.rows}>
        {showsChosen && (
          <Row name={scheduleText.thisSlot} days={days} place={place}>
            <span
              className={classes.chosen}
              style={{
                insetInlineStart: place(chosen.start),
                insetInlineEnd: `calc(100% - ${place(chosen.end)})`,
              }}
            />
          </Row>
        )}
        {rows.map(([name, reservations]) => (
          <Row key={name} name={name} days={days} place={place}>
            {reservations.map((reservation) => (
              <Block key={reservation.slotId} reservation={reservation} zone={zone} place={place} />
            ))}
          </Row>
        ))}
        {empty && <p className={classes.empty}>{scheduleText.stripEmpty}</p>}
        {now >= first && now < last && !empty && (
          <div className={classes.nowLane}>
            <i style={{ insetInlineStart: place(now) }} title={scheduleText.nowLine(clock(now, zone))} />
          </div>
        )}
      </div>
    </section>
  );
}

/** `Tue 24 Nov`, of which a narrow strip shows less. */
function DayName({ at, zone }: { at: number; zone: string }) {
  const [weekday, date, month] = day(at, zone).split(' ');
  return (
    <>
      <i>{weekday} </i>
      {date}
      <i> {month}</i>
    </>
  );
}

interface RowProps {
  name: string;
  days: readonly number[];
  place: (at: number) => string;
  children: React.ReactNode;
}

function Row({ name, days, place, children }: RowProps) {
  return (
    <div className={classes.row}>
      <span className={classes.name}>
        <CutName name={name} />
      </span>
      <div className={classes.lane}>
        {days.slice(1, DAYS).map((at) => (
          <i key={at} style={{ insetInlineStart: place(at) }} />
        ))}
        {children}
      </div>
    </div>
  );
}

function Block(props: { reservation: Reservation; zone: string; place: (at: number) => string }) {
  const { reservation, zone, place } = props;
  const { glyph, word } = environmentStatus(reservation);
  const label = scheduleText.block(reservation.name, slotText(reservation.slot, zone), word);
  return (
    <Link
      to={paths.environment(reservation.environmentId)}
      className={classes.block}
      data-state={glyph}
      aria-label={label}
      title={label}
      style={{
        insetInlineStart: place(Date.parse(reservation.slot.start)),
        insetInlineEnd: `calc(100% - ${place(Date.parse(reservation.slot.end))})`,
      }}
    >
      <StateGlyph state={glyph} word={word} bare />
    </Link>
  );
}

/** The first instants of seven days in a zone, and the end of the last. */
function dayStarts(now: number, shift: number, zone: string): number[] {
  const today = wallTimeOf(now, zone).date;
  return Array.from({ length: DAYS + 1 }, (_, n) => {
    const midnight = instantOf({ date: addDays(today, shift + n), time: '00:00', zone });
    if (midnight.outcome === 'ok') return midnight.at;
    return midnight.outcome === 'fold' ? midnight.first : now + (shift + n) * DAY;
  });
}

function rowsOf(all: readonly Reservation[], shown: Interval): [string, Reservation[]][] {
  const rows = new Map<string, Reservation[]>();
  for (const reservation of all) {
    const { start, end } = reservation.slot;
    if (reservation.state === 'cancelled') continue;
    if (Date.parse(end) <= shown.start || Date.parse(start) >= shown.end) continue;
    rows.set(reservation.name, [...(rows.get(reservation.name) ?? []), reservation]);
  }
  return [...rows].sort(([a], [b]) => byName(a, b));
}
