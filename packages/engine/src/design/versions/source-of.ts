import type { Abstraction } from '@patchbay/catalog';
import { COMPONENT_ID } from '../component-id.ts';
import type { DesignDocument } from '../document.ts';

/** A design to make versions from, and how its exposed ports and parameters name its components. */
export interface Source extends Pick<Abstraction, 'ports' | 'parameters'> {
  readonly document: DesignDocument;
}

/**
 * The design that an abstraction could have been made from, which is where a fork begins. Parts that were components of a
 * source design keep their ids.
 */
export function sourceOf(abstraction: Abstraction): Source {
  const { parts, connections, ports, parameters } = abstraction;
  const ids = new Map(parts.map(({ name }, index) => [name, COMPONENT_ID.test(name) ? name : `c-p${index}`]));
  const idOf = (part: string) => ids.get(part) ?? part;
  const components = parts.map(({ name, called, type, count, host, properties, x, y }) => ({
    id: idOf(name),
    type,
    name: called ?? name,
    count,
    host: host === null ? null : idOf(host),
    group: null,
    properties,
    x,
    y,
  }));
  const joins = connections.map(({ a, aPort, b, bPort }, index) => ({
    id: `l-p${index}`,
    a: { component: idOf(a), port: aPort },
    b: { component: idOf(b), port: bPort },
  }));
  return {
    document: {
      version: 1,
      components: Object.fromEntries(components.map((one) => [one.id, one])),
      connections: Object.fromEntries(joins.map((one) => [one.id, one])),
      groups: {},
    },
    ports: ports.map((port) => ({ ...port, part: idOf(port.part) })),
    parameters: parameters.map((parameter) => ({
      ...parameter,
      targets: parameter.targets.map((target) => ({ ...target, part: idOf(target.part) })),
    })),
  };
}
