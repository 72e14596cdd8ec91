import type { Trait } from '@patchbay/catalog';
import { allHosted, copies, type ComponentId, type DesignModel, type Part } from '../design/index.ts';

/** A machine with what stands on it. */
export interface Machine {
  readonly part: Part;
  /** The system it boots; undefined while none is drawn. */
  readonly system: Part | undefined;
  /** Everything on it but systems. */
  readonly software: readonly Part[];
}

/**
 * Network parts that are joined to each other, and what is joined to them. Copies are not told apart: what may be two
 * networks of equal copies counts as one, so a rule can overlook something there and never invents it.
 */
export interface Network {
  readonly parts: readonly Part[];
  /** Machines and storage, each once. */
  readonly members: readonly Part[];
  readonly gateways: readonly Part[];
  /** Equal for networks that reach each other through machines that pass on. */
  readonly reach: number;
  /** Equal for networks with nothing but routers between them. */
  readonly open: number;
}

/** What rules ask of a whole design again and again, computed once for a check. Cost: linear in parts and connections. */
export interface Topology {
  readonly machines: readonly Machine[];
  readonly machineOf: ReadonlyMap<ComponentId, Machine>;
  readonly networks: readonly Network[];
  /** Networks of a member, or the one of a network part. */
  readonly networksOf: (id: ComponentId) => readonly Network[];
}

export const hasTrait = ({ type }: Part, trait: Trait): boolean => type.traits?.includes(trait) ?? false;

const PASSING_ON: readonly Trait[] = ['router', 'firewall', 'balancer', 'vpn'];

/** Whether a part stands between networks. */
export const passesOn = (part: Part): boolean => PASSING_ON.some((trait) => hasTrait(part, trait));

/** A way to the Internet: one port towards the design and a public address. */
const isGateway = ({ type }: Part): boolean =>
  type.layer === 'network' && type.pools.some((pool) => pool.resourceClass === 'public-address');

/** The network parts of all networks of a part. */
export const networkPartsOf = ({ networksOf }: Topology, { component }: Part): readonly Part[] =>
  networksOf(component.id).flatMap(({ parts }) => parts);

export function topologyOf(model: DesignModel): Topology {
  const machines = model.parts
    .filter((part) => part.type.layer === 'machine')
    .map((part) => machine(model, part));
  const networks = networksOf(model);
  const of = new Map<ComponentId, Network[]>();
  for (const network of networks)
    for (const { component } of [...network.parts, ...network.members]) add(of, component.id, network);
  return {
    machines,
    machineOf: new Map(
      machines.flatMap((one) =>
        [one.part, ...(one.system ? [one.system] : []), ...one.software].map((part) => [
          part.component.id,
          one,
        ]),
      ),
    ),
    networks,
    networksOf: (id) => of.get(id) ?? [],
  };
}

function machine(model: DesignModel, part: Part): Machine {
  const all = allHosted(model, part);
  return {
    part,
    system: all.find(({ type }) => type.layer === 'os'),
    software: all.filter(({ type }) => type.layer === 'software'),
  };
}

/** Copies of what is on a machine: a hosted part's count is per copy of its host. */
export function totalOf(model: DesignModel, parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + copies(model, part), 0);
}

function networksOf(model: DesignModel): Network[] {
  const isNetwork = (id: ComponentId) => model.byId.get(id)?.type.layer === 'network';
  const joined = new Groups<ComponentId>();
  for (const { a, b } of model.connections)
    if (isNetwork(a.component) && isNetwork(b.component)) joined.join(a.component, b.component);
  const parts = new Map<ComponentId, Part[]>();
  const members = new Map<ComponentId, Map<ComponentId, Part>>();
  for (const part of model.parts) {
    if (part.type.layer !== 'network') continue;
    add(parts, joined.rootOf(part.component.id), part);
  }
  for (const { a, b } of model.connections) {
    for (const [network, member] of [
      [a.component, b.component],
      [b.component, a.component],
    ] as const) {
      const part = model.byId.get(member);
      if (!part || !isNetwork(network) || isNetwork(member)) continue;
      const root = joined.rootOf(network);
      const known = members.get(root) ?? new Map<ComponentId, Part>();
      members.set(root, known.set(member, part));
    }
  }
  const plain = [...parts].map(([root, own]) => ({
    parts: own,
    members: [...(members.get(root)?.values() ?? [])],
  }));
  const reach = across(plain, passesOn);
  const open = across(plain, (part) => hasTrait(part, 'router'));
  return plain.map((network, n) => ({
    ...network,
    gateways: network.parts.filter(isGateway),
    reach: reach.rootOf(n),
    open: open.rootOf(n),
  }));
}

/** Puts a value at the end of the list under a key. */
export function add<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

/** Numbers of networks, in groups that some of their members join. */
function across(
  networks: readonly { readonly members: readonly Part[] }[],
  joins: (part: Part) => boolean,
): Groups<number> {
  const groups = new Groups<number>();
  const first = new Map<ComponentId, number>();
  for (const [n, { members }] of networks.entries()) {
    for (const part of members) {
      if (!joins(part)) continue;
      const other = first.get(part.component.id);
      if (other === undefined) first.set(part.component.id, n);
      else groups.join(other, n);
    }
  }
  return groups;
}

/** Disjoint sets, with path halving (Tarjan and van Leeuwen 1984). */
export class Groups<T> {
  private readonly parents = new Map<T, T>();

  rootOf(of: T): T {
    let at = of;
    for (let up = this.parents.get(at); up !== undefined && up !== at; up = this.parents.get(at)) {
      const above = this.parents.get(up) ?? up;
      this.parents.set(at, above);
      at = above;
    }
    return at;
  }

  /** False when both were in one set before. */
  join(a: T, b: T): boolean {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    if (first === second) return false;
    this.parents.set(second, first);
    return true;
  }
}
