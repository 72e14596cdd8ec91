import { Button, TextInput } from '@mantine/core';
import { HOUR } from '@patchbay/engine/time';
import type { MouseEvent, ReactNode } from 'react';
import { bookText, slotProblemText } from '../../messages/book.ts';
import { clock, day, dayYear, duration, offset } from '../../ui/format/time.ts';
import {
  DEFAULT_HOURS,
  DURATIONS,
  isTomorrow,
  lasting,
  nextMinute,
  ownSlot,
  tomorrowMorning,
  type SlotChoice,
  type SlotReading,
  type WallField,
} from './slot-choice.ts';
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
          detail={bookText.tomorrowDetail(tomorrow.mode === 'own' ? wallDay(tomorrow.start.date) : '')}
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

/** Start and end as wall time. Touching one turns a suggested slot into an own one. */
function WallFields({ choice, reading, now, onChange }: SlotPaneProps) {
  const { zone } = choice;
  const own = choice.mode === 'own' ? choice : ownSlot(currentSlot(choice, now), zone);
  if (own.mode !== 'own') return null;
  const set = (which: 'start' | 'end', patch: Partial<WallField>) =>
    onChange({ ...own, [which]: { ...own[which], later: false, ...patch } });
  const problem = reading.outcome === 'problem' ? slotProblemText[reading.problem] : undefined;
  return (
    <div className={classes.fields}>
      {(['start', 'end'] as const).map((which) => {
        const wrong =
          reading.outcome === 'field' && reading.which === which
            ? reading.problem === 'gap'
              ? bookText.gap(own[which].time, zone)
              : bookText.invalid
            : which === (reading.outcome === 'problem' && reading.problem === 'past' ? 'start' : 'end')
              ? problem
              : undefined;
        const fold = reading.outcome === 'field' ? null : reading.folds[which];
        return (
          <fieldset key={which} className={classes.moment}>
            <div className={classes.momentRow}>
              <TextInput
                type="date"
                label={which === 'start' ? bookText.startDate : bookText.endDate}
                value={own[which].date}
                error={wrong !== undefined}
                onChange={(event) => set(which, { date: event.currentTarget.value })}
              />
              <TextInput
                type="time"
                label={which === 'start' ? bookText.startTime : bookText.endTime}
                value={own[which].time}
                error={wrong !== undefined}
                onChange={(event) => set(which, { time: event.currentTarget.value })}
              />
            </div>
            {wrong && (
              <p className={classes.wrong} role="alert">
                {wrong}
              </p>
            )}
            {fold && (
              <FoldChoice
                time={own[which].time}
                offsets={[offset(fold.first, zone), offset(fold.second, zone)]}
                later={own[which].later}
                onChange={(later) => set(which, { later })}
              />
            )}
          </fieldset>
        );
      })}
    </div>
  );
}

/** When the clocks go back a time happens twice: the person says which, nobody guesses. */
function FoldChoice(props: {
  time: string;
  offsets: readonly [string, string];
  later: boolean;
  onChange: (later: boolean) => void;
}) {
  const { time, offsets, later, onChange } = props;
  const choices = [
    { value: false, word: bookText.first, by: offsets[0] },
    { value: true, word: bookText.second, by: offsets[1] },
  ];
  return (
    <div className={classes.fold} role="group" aria-label={bookText.foldTitle(time)}>
      <p>{bookText.foldTitle(time)}</p>
      <div className={classes.chips}>
        {choices.map(({ value, word, by }) => (
          <Button
            key={word}
            size="xs"
            variant="default"
            className={classes.chip}
            aria-pressed={later === value}
            onClick={() => onChange(value)}
          >
            {bookText.foldChoice(word, by)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function currentSlot(choice: SlotChoice, now: number) {
  const start = nextMinute(now);
  return { start, end: start + (choice.mode === 'now' ? choice.hours : DEFAULT_HOURS) * HOUR };
}

function hoursOf(choice: SlotChoice, reading: SlotReading): number | null {
  if (choice.mode === 'now') return choice.hours;
  if (reading.outcome !== 'slot') return null;
  const hours = (reading.slot.end - reading.slot.start) / HOUR;
  return Number.isInteger(hours) ? hours : null;
}

/** `Wed 25 Nov` for a wall date; noon in UTC names the same day. */
function wallDay(date: string): string {
  return day(`${date}T12:00:00Z`, 'UTC');
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
