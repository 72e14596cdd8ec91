import { ActionIcon, TextInput } from '@mantine/core';
import { MAX_NAME } from '@patchbay/engine/design';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { inspectorText } from '../../messages/canvas.ts';
import { grouped } from '../../ui/format/money.ts';
import classes from './inspector.module.css';

interface QuantityFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly note?: string | undefined;
  /** The note is shown whether or not the field has the focus, so that nothing below moves. */
  readonly noted?: boolean;
  /** What stands in the field while several parts have different values; `value` is the least of them. */
  readonly mixed?: string | undefined;
  readonly steppers?: boolean;
  /** False when the value was not taken; the field then shows the one before. */
  readonly onSave: (value: number) => boolean;
}

/** A whole number with its unit. What is typed counts when the field is left or Enter is pressed; nothing else is taken. */
export function QuantityField(props: QuantityFieldProps) {
  const { label, value, min, max, step, unit, note, mixed, steppers = false, noted = steppers } = props;
  const { draft, type, wrong, commit, save, reset } = useQuantity(props);
  const [focused, setFocused] = useState(false);
  const noteId = useId();
  const wrongId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') reset();
    const by = { ArrowUp: step, ArrowDown: -step }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    type(grouped(Math.min(max, Math.max(min, (wholeOf(draft) ?? value) + by))));
  };
  return (
    <>
      <div className={classes.field}>
        <span className={classes.label} aria-hidden="true">
          {label}
        </span>
        <TextInput
          size="xs"
          inputMode="numeric"
          autoComplete="off"
          aria-label={unit ? `${label}, ${unit}` : label}
          aria-describedby={[note && noteId, wrong && wrongId].filter(Boolean).join(' ') || undefined}
          value={draft}
          placeholder={mixed}
          error={wrong}
          onChange={(event) => type(event.currentTarget.value)}
          rightSectionWidth={steppers ? 60 : 64}
          rightSection={
            steppers ? (
              <Steppers label={label} value={value} min={min} max={max} step={step} save={save} />
            ) : (
              <span className={classes.unit}>{unit}</span>
            )
          }
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            commit();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {wrong && (
        <p id={wrongId} className={classes.wrong} role="alert">
          {inspectorText.badNumber(grouped(min), grouped(max), grouped(value))}
        </p>
      )}
      {note && (
        <p id={noteId} className={classes.note} data-shown={focused || noted || undefined}>
          {note}
        </p>
      )}
    </>
  );
}

/** What is being typed; a value that changes from outside takes its place, and the field keeps the focus. */
function useDraft(value: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(value);
  }
  return [draft, setDraft];
}

/** What is being typed, and whether it can be taken. */
function useQuantity({ value, min, max, mixed, onSave }: QuantityFieldProps) {
  const shown = mixed === undefined ? grouped(value) : '';
  const [draft, setDraft] = useDraft(shown);
  const [wrong, setWrong] = useState(false);
  const type = (text: string) => {
    setDraft(text);
    setWrong(false);
  };
  const reset = () => type(shown);
  const save = (next: number) => {
    type(grouped(next));
    const differs = mixed !== undefined || next !== value;
    if (differs && !onSave(next)) reset();
  };
  const commit = () => {
    // A field that was only looked at changes nothing.
    if (draft === shown) return;
    const whole = wholeOf(draft);
    if (whole === null || whole < min || whole > max) setWrong(true);
    else save(whole);
  };
  return { draft, type, wrong, commit, save, reset };
}

/** The whole number that a text is, digits in groups or not; null for anything else. */
export function wholeOf(text: string): number | null {
  const plain = text.trim();
  return /^-?(\d+|\d{1,3}(\s\d{3})+)$/.test(plain) ? Number(plain.replaceAll(/\s/g, '')) : null;
}

interface SteppersProps extends Pick<QuantityFieldProps, 'label' | 'value' | 'min' | 'max' | 'step'> {
  readonly save: (value: number) => void;
}

function Steppers({ label, value, min, max, step, save }: SteppersProps) {
  const button = (name: string, by: number, off: boolean, Shape: typeof IconPlus) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={name}
      disabled={off}
      onClick={() => save(Math.min(max, Math.max(min, value + by)))}
    >
      <Shape size={14} aria-hidden />
    </ActionIcon>
  );
  return (
    <span className={classes.steppers}>
      {button(inspectorText.less(label), -step, value <= min, IconMinus)}
      {button(inspectorText.more(label), step, value >= max, IconPlus)}
    </span>
  );
}

/** A name; saved when the field is left or Enter is pressed. One that cannot be taken stays, with the reason. */
export function NameField({
  label,
  value,
  onSave,
}: {
  label: string;
  value: string;
  onSave: (name: string) => void;
}) {
  const [draft, setDraft] = useDraft(value);
  const good = draft.trim().length > 0 && draft.trim().length <= MAX_NAME;
  const commit = () => {
    if (good && draft.trim() !== value) onSave(draft.trim());
  };
  return (
    <div className={classes.field}>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <TextInput
        size="xs"
        aria-label={label}
        value={draft}
        error={good ? null : inspectorText.badName(MAX_NAME)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft(value);
        }}
      />
    </div>
  );
}
