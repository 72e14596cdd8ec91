import { TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './panel.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly onSave: (value: number) => void;
}

/** A whole number within bounds; counts when the field is left or Enter is pressed, and nothing else is taken. */
export function NumberField({ label, value, min, max, unit = '', onSave }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const number = Number(draft ?? value);
  const good = draft !== '' && Number.isInteger(number) && number >= min && number <= max;
  const commit = () => {
    if (good && number !== value) onSave(number);
    if (good) setDraft(null);
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      className={classes.number}
      inputMode="numeric"
      value={draft ?? String(value)}
      error={!good}
      rightSection={unit === '' ? null : <span className={classes.unit}>{unit}</span>}
      rightSectionWidth={unit === '' ? 0 : 40}
      onChange={(event) => setDraft(event.currentTarget.value.trim())}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
        if (event.key !== 'Enter') return;
        event.preventDefault();
        commit();
      }}
    />
  );
}
