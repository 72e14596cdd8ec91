import {
  shippedCatalog,
  type Abstraction,
  type Catalog,
  type ComponentType,
  type Port,
  type Vector,
} from '@patchbay/catalog';
import {
  readDesign,
  type Component,
  type Connection,
  type DesignDocument,
  type DesignModel,
} from '../src/design/index.ts';
import type { HostView, PoolView, Snapshot } from '../src/placement/index.ts';
import { MINUTE, type Interval } from '../src/time/index.ts';

/** A Monday morning in the middle of a month; tests count minutes from here. */
export const START = Date.parse('2027-01-11T08:00:00Z');

/** The period from one minute after START to another. */
export function minutes(from: number, to: number): Interval {
  return { start: START + from * MINUTE, end: START + to * MINUTE };
}

export function typeOf(id: string, catalog: Catalog = shippedCatalog): ComponentType {
  const type = catalog.types.find((candidate) => candidate.id === id);
  if (!type) throw new Error(`no such type: ${id}`);
  return type;
}

export function partIn(document: DesignDocument, id: string): Component {
  const part = document.components[id];
  if (!part) throw new Error(`no such part: ${id}`);
  return part;
}

/** An abstraction of some parts, joined inside and out by `part.port`: `{ joins: [['pc.eth', 'hub.port']], ports: { up: 'hub.port' } }`. */
export function abstraction(
  id: string,
  parts: Record<string, Partial<Abstraction['parts'][number]> & { type: string }>,
  {
    joins = [],
    ports = {},
    parameters = [],
  }: {
    joins?: readonly (readonly [string, string])[];
    ports?: Record<string, string>;
    parameters?: Abstraction['parameters'];
  } = {},
): Abstraction {
  const end = (text: string) => text.split('.') as [string, string];
  return {
    id,
    name: `The ${id}`,
    summary: '',
    family: 'hardware',
    icon: 'box',
    version: '',
    parameters,
    parts: Object.entries(parts).map(([name, part]) => ({
      name,
      count: 1,
      host: null,
      properties: {},
      x: 0,
      y: 0,
      ...part,
    })),
    connections: joins.map(([from, to]) => {
      const [[a, aPort], [b, bPort]] = [end(from), end(to)];
      return { a, aPort, b, bPort };
    }),
    ports: Object.entries(ports).map(([name, inner]) => {
      const [part, port] = end(inner);
      return { name, label: name, part, port };
    }),
  };
}

/** The shipped catalog with some more abstractions. */
export function catalogWith(...abstractions: readonly Abstraction[]): Catalog {
  return { ...shippedCatalog, abstractions: [...shippedCatalog.abstractions, ...abstractions] };
}

type Wish = Partial<Pick<Component, 'count' | 'properties' | 'name' | 'x' | 'y'>> & { on?: string };

/** Part `m` has the id `c-m`, the first connection `l-1`. */
export interface DesignBuilder {
  readonly document: DesignDocument;
  readonly model: DesignModel;
  part(name: string, type: string, wish?: Wish): DesignBuilder;
  /** Joins the first ports of two parts that fit, or the first ones where none do; or those that are named, as in `m.eth`. */
  join(a: string, b: string): DesignBuilder;
}

export function design(document?: DesignDocument): DesignBuilder {
  const before: DesignDocument = document ?? { version: 1, components: {}, connections: {}, groups: {} };
  const portsOf = (name: string) => typeOf(before.components[`c-${name}`]?.type ?? '').ports;
  const portsBetween = (a: string, b: string): [string, string] => {
    const [[first = '', from], [second = '', to]] = [a.split('.'), b.split('.')];
    if (from === undefined && to === undefined) return firstFitting(portsOf(a), portsOf(b));
    return [from ?? portsOf(first)[0]?.name ?? '', to ?? portsOf(second)[0]?.name ?? ''];
  };
  return {
    document: before,
    get model() {
      return readDesign(before, shippedCatalog);
    },
    part: (name, type, { on, ...wish } = {}) => {
      const id = `c-${name}`;
      const host = on === undefined ? null : `c-${on}`;
      const made: Component = {
        id,
        type,
        name,
        count: 1,
        host,
        group: null,
        properties: {},
        x: 0,
        y: 0,
        ...wish,
      };
      return design({ ...before, components: { ...before.components, [id]: made } });
    },
    join: (a, b) => {
      const id = `l-${Object.keys(before.connections).length + 1}`;
      const [from, to] = portsBetween(a, b);
      const made: Connection = {
        id,
        a: { component: `c-${a.split('.')[0]}`, port: from },
        b: { component: `c-${b.split('.')[0]}`, port: to },
      };
      return design({ ...before, connections: { ...before.connections, [id]: made } });
    },
  };
}

function firstFitting(a: readonly Port[], b: readonly Port[]): [string, string] {
  const pairs = a.flatMap((from) => b.map((to) => [from, to] as const));
  const fitting = pairs.find(
    ([from, to]) => from.interface === to.interface && (from.role === 'network' || to.role === 'network'),
  );
  const [from, to] = fitting ?? pairs[0] ?? [];
  return [from?.name ?? '', to?.name ?? ''];
}

/** Linux and Apache on a server behind a switch with an Internet gateway. */
export function webDesign(): DesignBuilder {
  return design()
    .part('m', 'server-x86-64')
    .part('o', 'debian-12', { on: 'm' })
    .part('s', 'apache-2-4', { on: 'o' })
    .part('n', 'switch-64')
    .part('g', 'internet-gateway')
    .join('m', 'n')
    .join('g', 'n');
}

interface HostWish {
  siteId?: string;
  arch?: string;
  clockMhz?: number;
  cpus?: number;
  memoryMiB?: number;
  diskMiB?: number;
  claims?: HostView['claims'];
  takesWork?: boolean;
}

/** A roomy x86-64 host of site `s1`. */
export function host(id: string, wish: HostWish = {}): HostView {
  const { siteId = 's1', arch = 'x86-64', clockMhz = 2000, claims = [], takesWork = true } = wish;
  const { cpus = 8, memoryMiB = 65_536, diskMiB = 1_048_576 } = wish;
  const capacity = { cpuMilli: cpus * 1000, memoryMiB, diskMiB, gpu: 0 };
  return { id, siteId, arch, clockMhz, takesWork, capacity, claims };
}

export function vector(cpus: number, memoryMiB = 1024, diskMiB = 4096): Vector {
  return { cpuMilli: cpus * 1000, memoryMiB, diskMiB, gpu: 0 };
}

/** A pool of site `s1`, named after what it counts. */
export function pool(
  resourceClass: string,
  capacity: number,
  wish: { siteId?: string; closed?: number; claims?: PoolView['claims'] } = {},
): PoolView {
  const { siteId = 's1', closed = 0, claims = [] } = wish;
  return { id: `${siteId}/${resourceClass}`, siteId, resourceClass, capacity, closed, claims };
}

/** Sites in the order in which hosts and pools name them first. */
export function snapshot(hosts: readonly HostView[], pools: readonly PoolView[] = []): Snapshot {
  const ids = [...new Set([...hosts, ...pools].map(({ siteId }) => siteId))];
  return { sites: ids.map((id) => ({ id, name: `Site ${id}`, real: false })), hosts, pools };
}
