import { TextInput } from '@mantine/core';
import { useQuantity } from '../inspector/use-quantity.ts';
import classes from './panel.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly onSave: (value: number) => void;
}

/** A quantity in a line with others, its name only spoken. */
export function NumberField({ label, value, min, max, unit = '', onSave }: NumberFieldProps) {
  const taken = (next: number) => {
    onSave(next);
    return true;
  };
  const { input, commit } = useQuantity({ value, min, max, step: 1, onSave: taken });
  return (
    <TextInput
      size="xs"
      aria-label={label}
      className={classes.number}
      rightSection={unit === '' ? null : <span className={classes.unit}>{unit}</span>}
      rightSectionWidth={unit === '' ? 0 : 40}
      onBlur={commit}
      {...input}
    />
  );
}
