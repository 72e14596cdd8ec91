import type { ComponentType, PropertyValue } from '@patchbay/catalog';
import { takes } from '../abstractions/parameters.ts';
import type { Component, ComponentId, DesignDocument } from '../document.ts';
import type { Edit } from '../editing/edit.ts';

/** What becomes of one value that was chosen for a component. */
export interface Mapped {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly from: PropertyValue;
  /** The same where it is kept, the nearest allowed one where it is not, null where there is no such parameter any more. */
  readonly to: PropertyValue | null;
}

export interface Updating {
  readonly edit: Edit;
  readonly values: readonly Mapped[];
  /** Names of ports that are connected now and that the newer version does not have: the connections go. */
  readonly lost: readonly string[];
}

/**
 * Brings a component to another version of its abstraction. What was chosen stays chosen where the version takes it; name,
 * count, place and connections stay.
 */
export function toVersion(
  document: DesignDocument,
  id: ComponentId,
  from: ComponentType,
  to: ComponentType,
): Updating | null {
  const component = Object.hasOwn(document.components, id) ? document.components[id] : undefined;
  if (!component) return null;
  const values = mappedValues(component, from, to);
  const properties = Object.fromEntries(
    values.flatMap(({ name, to: value }) => (value === null ? [] : [[name, value]])),
  );
  const ports = new Set(to.ports.map(({ name }) => name));
  const gone = Object.values(document.connections).flatMap(({ id: join, a, b }) =>
    [a, b].flatMap((end) => (end.component === id && !ports.has(end.port) ? [{ join, port: end.port }] : [])),
  );
  const edits: Edit[] = [
    { do: 'remove', components: [], connections: gone.map(({ join }) => join) },
    { do: 'change-type', id, type: to.id, name: component.name, properties },
  ];
  return { edit: { do: 'many', edits }, values, lost: [...new Set(gone.map(({ port }) => port))] };
}

function mappedValues({ properties }: Component, from: ComponentType, to: ComponentType): Mapped[] {
  return Object.entries(properties).map(([name, value]) => {
    const [old, young] = [from, to].map((type) => type.properties.find((one) => one.name === name));
    const property = young ?? old;
    const unit = property?.form === 'quantity' ? property.unit : '';
    const mapped = { name, label: property?.label ?? name, unit, from: value };
    if (!young) return { ...mapped, to: null };
    if (takes(young, value)) return { ...mapped, to: value };
    if (young.form !== 'quantity' || typeof value !== 'number') return { ...mapped, to: null };
    return { ...mapped, to: Math.min(young.max, Math.max(young.min, value)) };
  });
}
