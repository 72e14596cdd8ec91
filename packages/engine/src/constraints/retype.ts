import type { ComponentType } from '@patchbay/catalog';
import { nameOfNew, type Component, type Edit, type Part } from '../design/index.ts';
import { nearestAllowed } from './rules/property.ts';

/** The edit that makes a part one of another type: what hangs on it stays, a name of its own stays, a type's name changes. */
export function retype(part: Part, type: ComponentType): Edit {
  const { id, name } = part.component;
  const ownName = name !== part.type.shortName && name !== part.type.name;
  return {
    do: 'change-type',
    id,
    type: type.id,
    name: ownName ? name : nameOfNew(type),
    properties: keptProperties(part, type),
  };
}

/** What the component sets itself and the new type has as well, within the new type's range. */
function keptProperties({ component }: Part, type: ComponentType): Component['properties'] {
  const kept: Component['properties'] = {};
  for (const property of type.properties) {
    const value = Object.hasOwn(component.properties, property.name)
      ? component.properties[property.name]
      : undefined;
    if (value !== undefined) kept[property.name] = nearestAllowed(property, value);
  }
  return kept;
}
