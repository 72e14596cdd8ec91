import type { ComponentType, Port, Property } from '@patchbay/catalog';
import {
  newComponent,
  type Component,
  type Connection,
  type DesignModel,
  type Part,
} from '../../design/index.ts';
import { message, type Fix } from '../finding.ts';
import { retype } from '../retype.ts';

/** The smallest free id, so that a check stays pure. */
export function freeId(
  prefix: 'c-fix' | 'l-fix',
  ...taken: readonly Readonly<Record<string, unknown>>[]
): string {
  let n = 1;
  while (taken.some((ids) => Object.hasOwn(ids, `${prefix}${n}`))) n += 1;
  return `${prefix}${n}`;
}

export function remove({ component: { id, name } }: Part): Fix {
  return {
    action: message('remove.action', { part: id }, { name }),
    effect: message('remove.effect'),
    edit: { do: 'remove', components: [id], connections: [] },
  };
}

export function setCount({ component: { id } }: Part, count: number): Fix[] {
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

/** Every network part that a part could be joined to and is not. */
export function joinTo(model: DesignModel, part: Part, others: readonly Part[] = model.parts): Fix[] {
  const { id } = part.component;
  const joined = new Set((model.joins.get(id) ?? []).flatMap(({ a, b }) => [a.component, b.component]));
  return others.flatMap((other): Fix[] => {
    const ends =
      other === part || joined.has(other.component.id) ? null : fittingPorts(part.type, other.type);
    if (!ends) return [];
    const connection = connectionOf(
      model,
      { component: id, port: ends[0].name },
      {
        component: other.component.id,
        port: ends[1].name,
      },
    );
    return [
      {
        action: message('join.action', { part: id, other: other.component.id }),
        effect: message('join.effect', { other: other.component.id }),
        edit: { do: 'connect', connection },
      },
    ];
  });
}

export function connectionOf(
  model: DesignModel,
  a: Connection['a'],
  b: Connection['b'],
  taken: Readonly<Record<string, unknown>> = {},
): Connection {
  return { id: freeId('l-fix', model.document.connections, taken), a, b };
}

/** A port of one and a network's port of the other that go together; the network has room for more than one. */
export function fittingPorts(type: ComponentType, network: ComponentType): [Port, Port] | null {
  for (const own of type.ports)
    for (const other of network.ports)
      if (own.interface === other.interface && other.role === 'network' && other.capacity > 1)
        return [own, other];
  return null;
}

/** A network part joined to a part that passes on or leads somewhere, so that there is something at its other end. */
export function joinNew(model: DesignModel, part: Part): Fix[] {
  const type = model.catalog.types.find(
    ({ layer, ports }) => layer === 'network' && ports.some(({ capacity }) => capacity > 1),
  );
  const ends = type && fittingPorts(part.type, type);
  if (!type || !ends) return [];
  const { id, x, y } = part.component;
  const made = newPart(model, type, { x, y: y + 112 });
  const connection = connectionOf(
    model,
    { component: id, port: ends[0].name },
    { component: made.id, port: ends[1].name },
  );
  return [
    {
      action: message('join.fresh.action', { part: id }, { type: type.name }),
      effect: message('join.fresh.effect', { part: id }),
      edit: { do: 'add', components: [made], connections: [connection] },
    },
  ];
}

/** A new part beside another one, which has its type's name. */
export function newPart(
  model: DesignModel,
  type: ComponentType,
  at: { x: number; y: number },
  taken: Readonly<Record<string, unknown>> = {},
): Component {
  return { ...newComponent(type, '', at), id: freeId('c-fix', model.document.components, taken) };
}

/** Software on a system that takes it. */
export function addOn(model: DesignModel, system: Part, type: ComponentType): Fix {
  const { id } = system.component;
  return {
    action: message('add.action', { host: id }, { type: type.name }),
    effect: message('add.effect', { host: id }),
    edit: {
      do: 'add',
      components: [{ ...newPart(model, type, system.component), host: id }],
      connections: [],
    },
  };
}

/** Another type in the place of a part's; `replace.host` says so of a host, `replace.part` of anything else. */
export function replacement(part: Part, type: ComponentType, code: string): Fix {
  const { id } = part.component;
  return {
    action: message(`${code}.action`, { part: id }, { type: type.name }),
    effect: message(`${code}.effect`, { part: id }, { type: type.name }),
    edit: retype(part, type),
  };
}

/** Another network part in the place of one. */
export function otherNetwork(network: Part, type: ComponentType): Fix {
  return { ...replacement(network, type, 'replace.part'), effect: message('replace.network.effect') };
}
