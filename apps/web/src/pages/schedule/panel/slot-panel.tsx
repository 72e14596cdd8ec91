import { ActionIcon } from '@mantine/core';
import { can, isOver } from '@patchbay/engine/reservation';
import { readRecurrence } from '@patchbay/engine/time';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useReadOnly } from '../../../api/may.ts';
import { useWorldNow } from '../../../api/session.ts';
import type { Reservation } from '../../../api/types.ts';
import { calendarText, ruleInWords } from '../../../messages/slots/calendar.ts';
import { environmentStatus } from '../../../messages/status.ts';
import { paths } from '../../../paths.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { money } from '../../../ui/format/money.ts';
import { slotText, viewerZone, zoneText } from '../../../ui/format/time.ts';
import { focusHeading } from '../../../ui/layout/focus-heading.ts';
import { region } from '../../../ui/layout/region.ts';
import { useFocusBack } from '../../../ui/layout/use-focus-back.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { ExtendButton } from '../../environments/time/extend-button.tsx';
import { ReleaseButton } from '../release-button.tsx';
import classes from './panel.module.css';

interface SlotPanelProps {
  reservation: Reservation;
  /** Every slot of the same reservation that is listed. */
  series: readonly Reservation[];
  onRelease: (all: boolean) => void;
  onClose: () => void;
}

/** One slot and the series it belongs to: times in both zones, cost, and what can be done with either. */
export function SlotPanel({ reservation, series, onRelease, onClose }: SlotPanelProps) {
  const { slotId, name, slot, zone, state, environmentId, designId } = reservation;
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusBack(focusHeading);
  useEffect(() => heading.current?.focus(), []);
  const { glyph, word } = environmentStatus(reservation);
  const left = series.filter((one) => can.release(one.state));
  const following = left.filter((one) => one.state === 'scheduled' && one.slot.start >= slot.start).length;
  const readOnly = useReadOnly();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one step back, as in the designer
    <aside
      {...region}
      className={classes.panel}
      aria-labelledby="slot-panel"
      onKeyDown={({ key, target, currentTarget }) => {
        // A question about the slot is a child of this panel, and not in it.
        if (key === 'Escape' && target instanceof Node && currentTarget.contains(target)) onClose();
      }}
    >
      <div className={classes.head}>
        <h2 id="slot-panel" ref={heading} tabIndex={-1}>
          {name}
        </h2>
        <ActionIcon aria-label={calendarText.close} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <StateGlyph state={glyph} word={word} />
      <SlotFacts reservation={reservation} />
      {can.release(state) && (
        <div className={classes.actions}>
          <ExtendButton
            slotId={slotId}
            name={name}
            slot={slot}
            zone={zone}
            state={state}
            following={following}
            revision={reservation.revision}
            newestRevision={reservation.newestRevision}
          />
          <ReleaseButton size="xs" color="danger" onClick={() => onRelease(false)}>
            {calendarText.releaseThis}
          </ReleaseButton>
        </div>
      )}
      {reservation.slots > 1 && <SeriesFacts reservation={reservation} series={series} left={left.length} />}
      {reservation.slots > 1 && left.length > 1 && (
        <div className={classes.actions}>
          <ReleaseButton size="xs" color="danger" onClick={() => onRelease(true)}>
            {calendarText.releaseAll(left.length)}
          </ReleaseButton>
        </div>
      )}
      <div className={classes.links}>
        <Link to={paths.environment(environmentId)}>{calendarText.live}</Link>
        {readOnly === null && (
          <Link to={paths.book(designId, { environment: environmentId })}>{calendarText.bookAnother}</Link>
        )}
      </div>
    </aside>
  );
}

/** In the zone that it is kept in, and in the viewer's where that is another one. */
function SlotFacts({ reservation }: { reservation: Reservation }) {
  const { slot, zone, siteName, totalMicros, chargedMicros, currency, state } = reservation;
  const { revision, newestRevision } = reservation;
  const newer =
    !isOver(state) && newestRevision !== null && newestRevision > revision ? newestRevision : null;
  const own = viewerZone();
  const now = useWorldNow();
  return (
    <Facts apart>
      <Fact label={calendarText.time}>{slotText(slot, zone, now)}</Fact>
      <Fact label={calendarText.kept}>{zoneText(Date.parse(slot.start), zone)}</Fact>
      {own !== zone && <Fact label={calendarText.yours}>{slotText(slot, own, now)}</Fact>}
      <Fact label={calendarText.site}>{siteName}</Fact>
      <Fact label={calendarText.revision}>{calendarText.revisionOf(revision, newer)}</Fact>
      {!isOver(state) && <Fact label={calendarText.expected}>{money(totalMicros, currency)}</Fact>}
      <Fact label={calendarText.cost}>{money(chargedMicros, currency)}</Fact>
    </Facts>
  );
}

function SeriesFacts(props: { reservation: Reservation; series: readonly Reservation[]; left: number }) {
  const { reservation, series, left } = props;
  const { recurrence, slots, sumMicros, currency } = reservation;
  const rule = recurrence === null ? null : readRecurrence(recurrence);
  return (
    <section className={classes.series} aria-labelledby="slot-series">
      <h3 id="slot-series">{calendarText.series}</h3>
      <Facts apart>
        {rule && <Fact label={calendarText.rule}>{ruleInWords(rule)}</Fact>}
        <Fact label={calendarText.slot}>{calendarText.seriesOf(slots)}</Fact>
        <Fact label={calendarText.seriesLeft}>{left}</Fact>
        <Fact label={calendarText.seriesSum}>{money(sumMicros, currency)}</Fact>
        <Fact label={calendarText.seriesCost}>
          {money(
            series.reduce((sum, one) => sum + one.chargedMicros, 0),
            currency,
          )}
        </Fact>
      </Facts>
    </section>
  );
}
