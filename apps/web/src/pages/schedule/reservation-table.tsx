import { Button, VisuallyHidden } from '@mantine/core';
import { can } from '@patchbay/engine/reservation';
import { Link } from 'react-router';
import { useWorldNow } from '../../api/session.ts';
import type { Reservation } from '../../api/types.ts';
import { scheduleText } from '../../messages/schedule.ts';
import { environmentStatus } from '../../messages/status.ts';
import { paths } from '../../paths.ts';
import { cell, sign } from '../../ui/format/money.ts';
import { duration, slotText } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { CutCell } from '../../ui/data/cut-cell.tsx';
import table from '../../ui/data/table.module.css';
import { ReleaseButton } from './release-button.tsx';
import classes from './schedule.module.css';

interface ReservationTableProps {
  reservations: readonly Reservation[];
  /** Slots that have cost what they cost, as against slots that may still cost. */
  over: boolean;
  zone: string;
  onRelease: (reservation: Reservation) => void;
  onOpen: (slotId: string) => void;
}

export function ReservationTable(props: ReservationTableProps) {
  const { reservations, over, zone, onRelease, onOpen } = props;
  const [first] = reservations;
  if (!first) return null;
  const unit = sign(first.currency);
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{scheduleText.state}</th>
            <th scope="col">{scheduleText.name}</th>
            <th scope="col">{scheduleText.slot}</th>
            <th scope="col" className={`${table.num} ${table.minor}`}>
              {scheduleText.length}
            </th>
            <th scope="col" className={table.minor}>
              {scheduleText.site}
            </th>
            <th scope="col" className={table.num}>
              {over ? scheduleText.charged(unit) : scheduleText.price(unit)}
            </th>
            <th scope="col" className={table.end}>
              <VisuallyHidden>{scheduleText.actions}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {reservations.map((reservation) => (
            <ReservationLine
              key={reservation.slotId}
              reservation={reservation}
              over={over}
              zone={zone}
              onOpen={onOpen}
              onRelease={can.release(reservation.state) ? onRelease : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ReservationLine(props: {
  reservation: Reservation;
  over: boolean;
  zone: string;
  onOpen: (slotId: string) => void;
  onRelease: ((reservation: Reservation) => void) | null;
}) {
  const { reservation, over, zone, onOpen, onRelease } = props;
  const { slot, state, name } = reservation;
  const { glyph, word } = environmentStatus(reservation);
  const shown = slotText(slot, zone, useWorldNow());
  return (
    <tr>
      <td>
        <StateGlyph state={glyph} word={word} />
      </td>
      <CutCell>
        <Link to={paths.design(reservation.designId)} className={classes.design} title={name}>
          {name}
        </Link>
        <span className={`${classes.revision} ${table.minor}`}>r{reservation.revision}</span>
      </CutCell>
      <td>
        <Button
          size="xs"
          variant="subtle"
          className={classes.slot}
          aria-label={scheduleText.openSlot(name, shown)}
          onClick={() => onOpen(reservation.slotId)}
        >
          {shown}
        </Button>
      </td>
      <td className={`${table.num} ${table.minor}`}>
        {duration(Date.parse(slot.end) - Date.parse(slot.start))}
      </td>
      <td className={table.minor}>{reservation.siteName}</td>
      <td className={table.num}>{costOf(reservation, over)}</td>
      <td className={`${classes.actions} ${table.end}`}>
        {state === 'ended' ? (
          <Link
            to={paths.usage({ period: slot.start.slice(0, 7), environment: reservation.environmentId })}
            aria-label={scheduleText.usageOf(name, shown)}
          >
            {scheduleText.invoice}
          </Link>
        ) : (
          state !== 'cancelled' && (
            <Link
              to={paths.environment(reservation.environmentId)}
              aria-label={scheduleText.liveOf(name, shown)}
            >
              {scheduleText.live}
            </Link>
          )
        )}
        {onRelease && (
          <ReleaseButton
            size="xs"
            aria-label={scheduleText.releaseOf(name, shown)}
            onClick={() => onRelease(reservation)}
          >
            {scheduleText.release}
          </ReleaseButton>
        )}
      </td>
    </tr>
  );
}

/** A slot that is ending may have been released: it costs no more than what has run, which is charged when all is gone. */
function costOf({ state, chargedMicros, totalMicros }: Reservation, over: boolean): string {
  if (over) return cell(chargedMicros);
  return state === 'ending' ? scheduleText.notFinal : cell(totalMicros);
}
