import type { ComponentType, Property } from '@patchbay/catalog';
import type { Connection, DesignModel, Part } from '../../design/index.ts';
import { message, type Fix } from '../finding.ts';
import { Additions } from './additions.ts';
import { retype } from './retype.ts';

export function remove({ component: { id, name } }: Pick<Part, 'component'>): Fix {
  return {
    action: message('remove.action', { part: id }, { name }),
    effect: message('remove.effect'),
    edit: { do: 'remove', components: [id], connections: [] },
  };
}

export function setCount({ component: { id } }: Pick<Part, 'component'>, count: number): Fix[] {
  if (count < 1) return [];
  return [
    {
      action: message('count.action', { part: id }, { count }),
      effect: message('count.effect'),
      edit: { do: 'set-count', id, count },
    },
  ];
}

/** At least `least` in a quantity, on a step of it; none where the type does not allow so much. */
export function raise(part: Part, name: string, least: number): Fix[] {
  const property = quantityOf(part.type, name);
  if (!property || least > property.max) return [];
  const value = Math.ceil(Math.max(least, property.min) / property.step) * property.step;
  return [set(part, property, Math.min(value, property.max))];
}

/** At most `most` in a quantity, on a step of it; none where the type does not allow so little. */
export function lower(part: Part, name: string, most: number): Fix[] {
  const property = quantityOf(part.type, name);
  if (!property || most < property.min) return [];
  return [set(part, property, Math.max(property.min, Math.floor(most / property.step) * property.step))];
}

function quantityOf(type: ComponentType, name: string): (Property & { form: 'quantity' }) | undefined {
  const property = type.properties.find((candidate) => candidate.name === name);
  return property?.form === 'quantity' ? property : undefined;
}

function set(
  { component: { id } }: Part,
  { name, label, unit }: Property & { unit: string },
  value: number,
): Fix {
  return {
    action: message('property.action', { part: id }, { property: name, label, unit, value }),
    effect: message('property.effect'),
    edit: { do: 'set-property', id, property: name, value },
  };
}

export function disconnect({ id }: Pick<Connection, 'id'>, part: string, other: string): Fix {
  return {
    action: message('link.disconnect.action', { part, other }),
    effect: message('link.disconnect.effect'),
    edit: { do: 'remove', components: [], connections: [id] },
  };
}

/** Software on a system that takes it, or a system with software on a machine. */
export function addOn(model: DesignModel, { component }: Part, ...types: readonly ComponentType[]): Fix {
  const { id } = component;
  const added = new Additions(model);
  added.tower(types, component, id);
  return {
    action: message('add.action', { host: id }, { names: added.names }),
    effect: message('add.effect', { host: id }),
    edit: added.edit,
  };
}

/** Another type in the place of a part's; `replace.host` says so of a host, `replace.part` of anything else. */
export function replacement(
  model: DesignModel,
  part: Part,
  type: ComponentType,
  code: 'replace.host' | 'replace.part',
): Fix {
  const { id } = part.component;
  return {
    action: message(`${code}.action`, { part: id }, { type: type.name }),
    effect: message(`${code}.effect`, { part: id }, { type: type.name }),
    edit: retype(model, part, type),
  };
}

/** Another network part in the place of one. */
export function otherNetwork(model: DesignModel, network: Part, type: ComponentType): Fix {
  return { ...replacement(model, network, type, 'replace.part'), effect: message('replace.network.effect') };
}
