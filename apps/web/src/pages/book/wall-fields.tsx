import { Button, TextInput } from '@mantine/core';
import { HOUR } from '@patchbay/engine/time';
import { bookText, slotProblemText } from '../../messages/book.ts';
import { offset } from '../../ui/format/time.ts';
import {
  DEFAULT_HOURS,
  endingAt,
  nextMinute,
  ownSlot,
  startingAt,
  type SlotChoice,
  type SlotReading,
  type WallField,
} from './slot-choice.ts';
import classes from './book.module.css';

interface WallFieldsProps {
  choice: SlotChoice;
  reading: SlotReading;
  now: number;
  onChange: (choice: SlotChoice) => void;
  /** The start stays as it is. */
  endOnly?: boolean;
}

/** Start and end as wall time. Touching one turns a suggested slot into an own one. */
export function WallFields({ choice, reading, now, onChange, endOnly = false }: WallFieldsProps) {
  const { zone } = choice;
  const own = choice.mode === 'own' ? choice : ownSlot(currentSlot(choice, now), zone);
  const set = (which: 'start' | 'end', patch: Partial<WallField>) =>
    onChange((which === 'start' ? startingAt : endingAt)(own, patch));
  const problem = reading.outcome === 'problem' ? slotProblemText[reading.problem] : undefined;
  return (
    <div className={classes.fields}>
      {(endOnly ? (['end'] as const) : (['start', 'end'] as const)).map((which) => {
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
