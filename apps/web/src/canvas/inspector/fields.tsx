import { ActionIcon, TextInput, VisuallyHidden } from '@mantine/core';
import { MAX_NAME } from '@patchbay/engine/design';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { inspectorText } from '../../messages/canvas.ts';
import { said } from '../../messages/designer/said.ts';
import { grouped } from '../../ui/format/money.ts';
import { useQuantity, useTyped } from './use-quantity.ts';
import pane from './pane.module.css';
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
  /** False when the design would be too large with it; the field then says so, and shows the value before. */
  readonly onSave: (value: number) => boolean;
}

/** A quantity with its name, its unit, and what there is to say about it. */
export function QuantityField(props: QuantityFieldProps) {
  const { label, value, min, max, step, unit, note, mixed, steppers = false, noted = steppers } = props;
  const { input, wrong, commit, save } = useQuantity(props);
  const [focused, setFocused] = useState(false);
  const noteId = useId();
  const wrongId = useId();
  return (
    <>
      <div className={classes.field}>
        <span className={pane.small} aria-hidden="true">
          {label}
        </span>
        <TextInput
          size="xs"
          aria-label={unit ? `${label}, ${unit}` : label}
          aria-describedby={[note && noteId, wrong && wrongId].filter(Boolean).join(' ') || undefined}
          placeholder={mixed}
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
          {...input}
        />
      </div>
      {wrong && (
        <p id={wrongId} className={classes.wrong} role="alert">
          {wrong === 'limit'
            ? said.tooMany
            : inspectorText.badNumber(grouped(min), grouped(max), grouped(value))}
        </p>
      )}
      {note &&
        (focused || noted ? (
          <p id={noteId} className={`${pane.small} ${classes.note}`}>
            {note}
          </p>
        ) : (
          <VisuallyHidden component="p" id={noteId}>
            {note}
          </VisuallyHidden>
        ))}
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
  const [draft, setDraft] = useTyped(value);
  const good = draft.trim().length > 0 && draft.trim().length <= MAX_NAME;
  const commit = () => {
    if (good && draft.trim() !== value) onSave(draft.trim());
  };
  return (
    <div className={classes.field}>
      <span className={pane.small} aria-hidden="true">
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
