import { shippedCatalog } from '@patchbay/catalog';
import {
  readDesign,
  type Component,
  type Connection,
  type DesignDocument,
  type DesignModel,
} from '@patchbay/engine/design';

export const catalog = shippedCatalog;

/** A component with boring defaults: `part('c-a', 'debian-12', { host: 'c-b' })`. */
export function part(id: string, type: string, more: Partial<Component> = {}): Component {
  const name = catalog.types.find((one) => one.id === type)?.name ?? type;
  return { id, type, name, count: 1, host: null, group: null, properties: {}, x: 0, y: 0, ...more };
}

/** A connection of the first ports of two parts. */
export function join(id: string, a: string, aPort: string, b: string, bPort: string): Connection {
  return { id, a: { component: a, port: aPort }, b: { component: b, port: bPort } };
}

export function design(
  components: readonly Component[],
  connections: readonly Connection[] = [],
): DesignDocument {
  return {
    version: 1,
    components: Object.fromEntries(components.map((component) => [component.id, component])),
    connections: Object.fromEntries(connections.map((connection) => [connection.id, connection])),
    groups: {},
  };
}

export function model(
  components: readonly Component[],
  connections: readonly Connection[] = [],
): DesignModel {
  return readDesign(design(components, connections), catalog);
}
