import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { MAX_EVERY, MAX_SLOTS, WEEKDAYS } from '@patchbay/engine/time';
import { seriesText } from '../../../messages/slots/series.ts';
import pane from '../book.module.css';
import { isCount, rhythmOf, withRhythm, type Repeat, type Rhythm } from './repeat.ts';
import classes from './series.module.css';

interface RepeatFieldsProps {
  repeat: Repeat;
  /** The day of the first slot. */
  start: string;
  zone: string;
  onChange: (repeat: Repeat) => void;
}

const RHYTHMS: { value: Rhythm; label: string }[] = [
  { value: 'once', label: seriesText.once },
  { value: 'daily', label: seriesText.daily },
  { value: 'workdays', label: seriesText.workdays },
  { value: 'weekly', label: seriesText.weekly },
];

/** How often, on which days, and until when. */
export function RepeatFields({ repeat, start, zone, onChange }: RepeatFieldsProps) {
  const rhythm = rhythmOf(repeat);
  return (
    <div className={classes.repeat}>
      <div className={classes.row}>
        <Select
          label={seriesText.repeat}
          data={RHYTHMS}
          value={rhythm}
          allowDeselect={false}
          onChange={(next) => next && onChange(withRhythm(repeat, next, start))}
        />
        {repeat.unit !== 'once' && (
          <NumberInput
            label={seriesText.every}
            suffix={seriesText.everyUnit(repeat.unit, repeat.every)}
            min={1}
            max={MAX_EVERY}
            allowDecimal={false}
            value={repeat.every}
            onChange={(every) =>
              typeof every === 'number' && onChange({ ...repeat, every: Math.max(1, every) })
            }
          />
        )}
      </div>
      {rhythm === 'weekly' && <Weekdays repeat={repeat} onChange={onChange} />}
      {repeat.unit !== 'once' && <Ending repeat={repeat} onChange={onChange} />}
      {repeat.unit !== 'once' && <p className={classes.note}>{seriesText.wallTime(zone)}</p>}
    </div>
  );
}

type FieldProps = Pick<RepeatFieldsProps, 'repeat' | 'onChange'>;

function Weekdays({ repeat, onChange }: FieldProps) {
  return (
    <div>
      <div className={pane.label} id="on-days">
        {seriesText.on}
      </div>
      <div className={pane.chips} role="group" aria-labelledby="on-days">
        {WEEKDAYS.map((day) => {
          const on = repeat.weekdays.includes(day);
          const weekdays = on ? repeat.weekdays.filter((one) => one !== day) : [...repeat.weekdays, day];
          return (
            <Button
              key={day}
              size="xs"
              variant="default"
              className={pane.chip}
              aria-pressed={on}
              aria-label={seriesText.weekdayNames[day]}
              onClick={() => onChange({ ...repeat, weekdays })}
            >
              {seriesText.weekdays[day]}
            </Button>
          );
        })}
      </div>
    </div>
  );
}

function Ending({ repeat, onChange }: FieldProps) {
  return (
    <div className={classes.row}>
      <Select
        label={seriesText.ends}
        data={[
          { value: 'count', label: seriesText.afterCount },
          { value: 'until', label: seriesText.onDate },
        ]}
        value={repeat.ending}
        allowDeselect={false}
        onChange={(ending) => ending && onChange({ ...repeat, ending })}
      />
      {repeat.ending === 'count' ? (
        <NumberInput
          label={seriesText.count}
          min={1}
          max={MAX_SLOTS}
          // What was typed stays, and is said to be wrong where it is.
          clampBehavior="none"
          error={!isCount(repeat.count) && seriesText.countWrong(MAX_SLOTS)}
          value={repeat.count}
          onChange={(count) => onChange({ ...repeat, count })}
        />
      ) : (
        <TextInput
          type="date"
          label={seriesText.until}
          value={repeat.until}
          onChange={(event) => onChange({ ...repeat, until: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
