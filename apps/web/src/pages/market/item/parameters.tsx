import { ActionIcon, NativeSelect, NumberInput } from '@mantine/core';
import type { Property, PropertyValue } from '@patchbay/catalog';
import { IconRotate2 } from '@tabler/icons-react';
import type { MarketItem } from '../../../api/types.ts';
import { itemText } from '../../../messages/market/item.ts';
import table from '../../../ui/data/table.module.css';
import { grouped } from '../../../ui/format/money.ts';
import { valueText, withUnit } from '../../../ui/format/value-text.ts';
import type { Choice } from './choice.ts';
import classes from './item.module.css';

/** What can be chosen, with its range, and whether it stays open while it runs. */
export function Parameters({ item, choice }: { item: MarketItem; choice: Choice }) {
  const { properties } = choice.type;
  if (properties.length === 0) return <p className={classes.quiet}>{itemText.noParameters}</p>;
  const changeable = new Map(item.content.parameters.map((one) => [one.name, one.changeable]));
  return (
    <section className={classes.box} aria-labelledby="parameters">
      <header>
        <h2 id="parameters">{itemText.choose}</h2>
      </header>
      <table className={`${table.table} ${classes.parameters}`}>
        <thead>
          <tr>
            <th scope="col">{itemText.table.name}</th>
            <th scope="col">{itemText.table.value}</th>
            <th scope="col">{itemText.table.default}</th>
            <th scope="col">{itemText.table.range}</th>
            <th scope="col">{itemText.table.change}</th>
          </tr>
        </thead>
        <tbody>
          {properties.map((property) => (
            <Row
              key={property.name}
              property={property}
              value={choice.properties[property.name]}
              changeable={changeable.get(property.name) ?? false}
              onChange={(value) => choice.set(property.name, value)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly property: Property;
  /** Undefined while it is as it is by default. */
  readonly value: PropertyValue | undefined;
  readonly changeable: boolean;
  readonly onChange: (value: PropertyValue | null) => void;
}

function Row({ property, value, changeable, onChange }: RowProps) {
  return (
    <tr data-chosen={value !== undefined || undefined}>
      <th scope="row">{property.label}</th>
      <td>
        <span className={classes.value}>
          <Field property={property} value={value ?? property.default} onChange={onChange} />
          {value !== undefined && (
            <ActionIcon
              variant="subtle"
              size={28}
              aria-label={itemText.reset(property.label)}
              onClick={({ currentTarget }) => {
                // This button goes with what it sets back.
                currentTarget.closest('td')?.querySelector<HTMLElement>('input, select')?.focus();
                onChange(null);
              }}
            >
              <IconRotate2 size={14} aria-hidden />
            </ActionIcon>
          )}
        </span>
      </td>
      <td>{valueText(property, property.default)}</td>
      <td className={table.quiet}>{rangeOf(property)}</td>
      <td className={table.quiet}>{changeable ? itemText.changeable : itemText.fixed}</td>
    </tr>
  );
}

function Field({
  property,
  value,
  onChange,
}: {
  property: Property;
  value: PropertyValue;
  onChange: (value: PropertyValue) => void;
}) {
  if (property.form === 'choice')
    return (
      <NativeSelect
        size="xs"
        aria-label={property.label}
        value={String(value)}
        data={property.options.map((one) => ({ value: one.value, label: one.label }))}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <NumberInput
      size="xs"
      aria-label={property.label}
      value={Number(value)}
      min={property.min}
      max={property.max}
      step={property.step}
      suffix={` ${property.unit}`}
      allowDecimal={false}
      clampBehavior="blur"
      onChange={(next) => {
        const number = Number(next);
        if (next !== '' && number >= property.min && number <= property.max) onChange(number);
      }}
    />
  );
}

function rangeOf(property: Property): string {
  if (property.form === 'choice') return property.options.map(({ label }) => label).join(', ');
  const { min, max, unit } = property;
  return itemText.range(grouped(min), withUnit(max, unit));
}
