import { shippedCatalog } from '@patchbay/catalog';
import {
  readDesign,
  type Component,
  type Connection,
  type DesignDocument,
  type DesignModel,
} from '@patchbay/engine/design';
import { priceBook } from '@patchbay/engine/rating';

export const catalog = shippedCatalog;
/** A book without prices: what is drawn is free. */
export const book = priceBook.parse({ currency: 'EUR', name: 'test', prices: [] });

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

/** Numbers in [0, 1) that are the same for the same seed (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Machines in rows with room between them, and bars that some of them are joined to, over one another. */
export function randomDesign(seed: number, parts: number): DesignDocument {
  const next = seeded(seed);
  const types = ['server-x86-64', 'x86-pc', 'switch-64', 'disk-array', 'server-arm64'];
  const columns = Math.ceil(Math.sqrt(parts));
  const components = Array.from({ length: parts }, (_, n) => {
    const type = types[Math.floor(next() * types.length)] ?? 'x86-pc';
    const place = { x: (n % columns) * 440, y: Math.floor(n / columns) * 208 };
    return part(`c-${n}`, type, place);
  });
  const bars = components.filter(({ type }) => type === 'switch-64');
  const connections = components.flatMap(({ id, type }, n) => {
    const bar = bars[Math.floor(next() * bars.length)];
    const port = type === 'switch-64' ? 'port' : 'eth';
    return bar && bar.id !== id ? [join(`l-${n}`, id, port, bar.id, 'port')] : [];
  });
  return design(components, connections);
}
