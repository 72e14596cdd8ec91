import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useWorldNow } from '../../api/session.ts';
import type { Reservation } from '../../api/types.ts';
import { bookText } from '../../messages/book.ts';
import { seriesText } from '../../messages/slots/series.ts';
import { paths } from '../../paths.ts';
import { money } from '../../ui/format/money.ts';
import { duration, isoDate, slotText, viewerZone, zoneText } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { slotLines } from './slot-pane.tsx';
import classes from './quote.module.css';

/** What was booked, in both zones, and where it goes on. */
export function Booked({ reservation, onAgain }: { reservation: Reservation; onAgain: () => void }) {
  const now = useWorldNow();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { slot, zone } = reservation;
  const start = Date.parse(slot.start);
  const lines = slotLines({ start, end: Date.parse(slot.end) }, zone);
  const wait = start - now;
  return (
    <section className={classes.booked} aria-labelledby="booked">
      <div role="status">
        <StateGlyph state="done" word={bookText.bookedLead(reservation.name, reservation.siteName)} />
      </div>
      <h1 id="booked" ref={heading} tabIndex={-1}>
        {reservation.slots > 1 ? seriesText.booked(reservation.slots) : bookText.booked}
      </h1>
      <div className={classes.bookedSlot}>
        {reservation.slots > 1 && <span>{seriesText.first}</span>}
        <span>{lines.date}</span>
        <strong>{lines.time}</strong>
        <span>{zoneText(start, zone)}</span>
        {zoneText(start, zone) !== 'UTC' && <span>{bookText.inZone(slotText(slot, 'UTC'), 'UTC')}</span>}
      </div>
      <p>{bookText.starts(wait > 0 ? bookText.startsIn(duration(wait)) : bookText.startsNow)}</p>
      <p>{bookText.bookedExpected(money(reservation.sumMicros, reservation.currency))}</p>
      <div className={classes.bookedActions}>
        <Button component={Link} to={paths.environment(reservation.environmentId)}>
          {bookText.goLive}
        </Button>
        <Button
          component={Link}
          to={paths.schedule({ date: isoDate(start, viewerZone()), slot: reservation.slotId })}
          variant="default"
        >
          {bookText.goSchedule}
        </Button>
        <Button variant="subtle" color="gray" onClick={onAgain}>
          {bookText.again}
        </Button>
      </div>
    </section>
  );
}
