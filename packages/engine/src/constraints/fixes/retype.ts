import type { ComponentType } from '@patchbay/catalog';
import {
  freeName,
  nameOfNew,
  type Component,
  type DesignModel,
  type Edit,
  type Part,
} from '../../design/index.ts';
import { nearestAllowed } from '../rules/property.ts';

/** The edit that makes a part one of another type: what hangs on it stays, a name of its own stays, a type's name changes. */
export function retype(model: DesignModel, part: Part, type: ComponentType): Edit {
  return {
    do: 'change-type',
    id: part.component.id,
    type: type.id,
    name: nameAs(model, part, type),
    properties: keptProperties(part, type),
  };
}

/** `Board 2` was given by the type, so it becomes `PC`, or `PC 2` where there is a `PC`. What is hosted is told apart by its host. */
function nameAs({ document }: DesignModel, { component, type: before }: Part, type: ComponentType): string {
  const { id, name } = component;
  const [was, wanted] = [before, type].map(nameOfNew) as [string, string];
  const isGiven = [was, before.name].some(
    (given) => given === name.replace(/ [1-9]\d*$/, '') || given === name,
  );
  if (!isGiven || was === wanted) return name;
  if (type.hostedOn !== null) return wanted;
  return freeName(
    wanted,
    Object.values(document.components).filter((other) => other.id !== id),
  );
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
