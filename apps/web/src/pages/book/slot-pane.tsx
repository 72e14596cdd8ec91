import { Button } from '@mantine/core';
import { HOUR } from '@patchbay/engine/time';
import type { MouseEvent, ReactNode } from 'react';
import { bookText } from '../../messages/book.ts';
import { clock, day, dayOf, dayYear, duration } from '../../ui/format/time.ts';
import {
  DEFAULT_HOURS,
  DURATIONS,
  isTomorrow,
  lasting,
  nextMinute,
  tomorrowMorning,
  type SlotChoice,
  type SlotReading,
} from './slot-choice.ts';
import { WallFields } from './wall-fields.tsx';
import { ZoneSelect } from './zone-select.tsx';
import { region } from '../../ui/layout/region.ts';
import classes from './book.module.css';

/** The one button that books: where somebody at the keyboard wants to be after choosing a suggested slot. */
export const QUOTE_ID = 'book-slot';

function toQuote(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById(QUOTE_ID)?.focus();
}

interface SlotPaneProps {
  choice: SlotChoice;
  reading: SlotReading;
  now: number;
  onChange: (choice: SlotChoice) => void;
  /** How often. */
  children?: ReactNode;
}

/** When: suggested slots, a duration, or one's own times. */
export function SlotPane({ choice, reading, now, onChange, children }: SlotPaneProps) {
  const { zone } = choice;
  const hours = hoursOf(choice, reading);
  const tomorrow = tomorrowMorning(now, zone);
  const atOnce = nextMinute(now);
  return (
    <section {...region} className={classes.form} aria-labelledby="when">
      <div>
        <h1 id="when">{bookText.when}</h1>
        <p className={classes.quiet}>{bookText.whenLead}</p>
      </div>
      <div className={classes.presets} role="group" aria-label={bookText.presets}>
        <Preset
          label={bookText.now}
          detail={bookText.nowDetail(
            clock(atOnce, zone),
            duration(atOnce - now),
            duration((hours ?? DEFAULT_HOURS) * HOUR),
          )}
          pressed={choice.mode === 'now'}
          autoFocus={choice.mode === 'now'}
          onPress={() => onChange({ mode: 'now', hours: hours ?? DEFAULT_HOURS, zone })}
        />
        <Preset
          label={bookText.tomorrow}
          detail={bookText.tomorrowDetail(tomorrow.mode === 'own' ? dayOf(tomorrow.start.date) : '')}
          pressed={isTomorrow(choice, now)}
          onPress={() => onChange(tomorrow)}
        />
      </div>
      <a href={`#${QUOTE_ID}`} className={classes.skip} onClick={toQuote}>
        {bookText.skipToQuote}
      </a>
      <div>
        <div className={classes.label} id="duration-label">
          {bookText.length}
        </div>
        <div className={classes.chips} role="group" aria-labelledby="duration-label">
          {DURATIONS.map((n) => (
            <Button
              key={n}
              size="xs"
              variant="default"
              aria-pressed={hours === n}
              className={classes.chip}
              onClick={() => onChange(lasting(choice, n))}
            >
              {bookText.hours(n)}
            </Button>
          ))}
        </div>
      </div>
      <WallFields choice={choice} reading={reading} now={now} onChange={onChange} />
      {children}
      <ZoneSelect zone={zone} at={now} onChange={(next) => onChange({ ...choice, zone: next })} />
    </section>
  );
}

function Preset(props: {
  label: string;
  detail: string;
  pressed: boolean;
  autoFocus?: boolean;
  onPress: () => void;
}) {
  return (
    <button
      type="button"
      className={classes.preset}
      aria-pressed={props.pressed}
      autoFocus={props.autoFocus ?? false}
      onClick={props.onPress}
    >
      <strong>{props.label}</strong>
      <span>{props.detail}</span>
    </button>
  );
}

function hoursOf(choice: SlotChoice, reading: SlotReading): number | null {
  if (choice.mode === 'now') return choice.hours;
  if (reading.outcome !== 'slot') return null;
  const hours = (reading.slot.end - reading.slot.start) / HOUR;
  return Number.isInteger(hours) ? hours : null;
}

/** Both ends of a slot in words, for the quote and the confirmation. */
export function slotLines(
  slot: { start: number; end: number },
  zone: string,
): { date: string; time: string } {
  const sameDay = day(slot.start, zone) === day(slot.end, zone);
  return {
    date: dayYear(slot.start, zone),
    time: `${clock(slot.start, zone)}–${sameDay ? '' : `${day(slot.end, zone)}, `}${clock(slot.end, zone)}`,
  };
}
