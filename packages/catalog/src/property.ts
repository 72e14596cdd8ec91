import { z } from 'zod';
import { memberName } from './ids.ts';

const base = { name: memberName, label: z.string().max(40) };

/** A whole number with a unit, bounded on both sides. `step` is what one click of a stepper adds. */
export const quantityProperty = z.strictObject({
  ...base,
  form: z.literal('quantity'),
  unit: z.string().max(12),
  min: z.int(),
  max: z.int(),
  step: z.int().positive(),
  default: z.int(),
});

/** One of a closed list of values. */
export const choiceProperty = z.strictObject({
  ...base,
  form: z.literal('choice'),
  options: z
    .array(z.strictObject({ value: z.string().max(40), label: z.string().max(40) }))
    .min(1)
    .max(20),
  default: z.string().max(40),
});

export const property = z.discriminatedUnion('form', [quantityProperty, choiceProperty]);
export type Property = z.infer<typeof property>;
export type PropertyValue = number | string;
