import { ActionIcon, NumberInput, TextInput } from '@mantine/core';
import { MAX_NAME } from '@patchbay/engine/design';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { inspectorText } from '../../messages/canvas.ts';
import classes from './inspector.module.css';

interface QuantityFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit: string;
  readonly note?: string;
  readonly steppers?: boolean;
  readonly onSave: (value: number) => void;
}

/** A whole number with its unit. What is typed counts when the field is left or Enter is pressed, held to its range. */
export function QuantityField({
  label,
  value,
  min,
  max,
  step,
  unit,
  note,
  steppers = false,
  onSave,
}: QuantityFieldProps) {
  const [draft, setDraft] = useState<string | number>(value);
  const [focused, setFocused] = useState(false);
  const noteId = useId();
  const save = (next: number) => {
    const held = Math.round(Math.min(max, Math.max(min, next)));
    setDraft(held);
    if (held !== value) onSave(held);
  };
  const commit = () => (draft === '' || Number.isNaN(Number(draft)) ? setDraft(value) : save(Number(draft)));
  return (
    <>
      <div className={classes.field}>
        <span className={classes.label} aria-hidden="true">
          {label}
        </span>
        <NumberInput
          size="xs"
          aria-label={unit ? `${label}, ${unit}` : label}
          aria-describedby={note ? noteId : undefined}
          value={draft}
          onChange={setDraft}
          min={min}
          max={max}
          step={step}
          clampBehavior="none"
          allowDecimal={false}
          thousandSeparator=" "
          hideControls
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
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setDraft(value);
          }}
        />
      </div>
      {note && (
        <p id={noteId} className={classes.note} data-shown={focused || steppers || undefined}>
          {note}
        </p>
      )}
    </>
  );
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
      onClick={() => save(value + by)}
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

/** A name; saved when the field is left or Enter is pressed. */
export function NameField({
  label,
  value,
  onSave,
}: {
  label: string;
  value: string;
  onSave: (name: string) => void;
}) {
  const [draft, setDraft] = useState(value);
  const good = draft.trim().length > 0 && draft.trim().length <= MAX_NAME;
  const commit = () => {
    if (!good) setDraft(value);
    else if (draft.trim() !== value) onSave(draft.trim());
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
        error={good ? null : inspectorText.badName}
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
