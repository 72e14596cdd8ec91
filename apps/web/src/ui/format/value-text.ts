import type { Property, PropertyValue } from '@patchbay/catalog';
import { grouped } from './money.ts';

/** `8,192 MiB`, or the label of a choice. */
export function valueText(property: Property, value: PropertyValue): string {
  if (property.form === 'choice')
    return property.options.find((option) => option.value === value)?.label ?? String(value);
  return withUnit(value, property.unit);
}

export function withUnit(value: PropertyValue, unit: string): string {
  const number = typeof value === 'number' ? grouped(value) : value;
  return unit === '' ? number : `${number} ${unit}`;
}
