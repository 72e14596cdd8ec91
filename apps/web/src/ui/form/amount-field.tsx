import { NumberInput, type NumberInputProps } from '@mantine/core';

type AmountFieldProps = Omit<
  NumberInputProps,
  'min' | 'max' | 'error' | 'clampBehavior' | 'allowNegative'
> & {
  readonly least: number;
  readonly most: number;
  /** What is said of an amount that is not taken. */
  readonly problem: string;
  /** Whether it has to be there by now. */
  readonly asked?: boolean;
};

/** An amount of money. What is typed stays as it is and is refused where it is not allowed: money is never another sum by itself. */
export function AmountField({ least, most, problem, asked = false, value, ...props }: AmountFieldProps) {
  const wrong = (asked || value !== '') && !isAmount(value, least, most);
  return (
    <NumberInput
      {...props}
      {...(value !== undefined && { value })}
      min={least}
      max={most}
      clampBehavior="none"
      error={wrong ? problem : undefined}
    />
  );
}

/** Whether what stands in a field can be sent. */
export function isAmount(value: number | string | undefined, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}
