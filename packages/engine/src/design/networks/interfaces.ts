import type { ComponentId, Connection, Endpoint } from '../document.ts';
import { numbered } from '../copying/names.ts';
import { portOf, type DesignModel } from '../model.ts';
import type { AddressOf } from './addresses.ts';
import { copyKey, type Segment } from './segments.ts';

/** The end of a connection that takes an interface: a device, else what has one port only, else where it was started from. */
interface Interface {
  readonly connection: string;
  readonly own: Endpoint;
  readonly other: ComponentId;
}

function interfaceOf(model: DesignModel, { id, a, b }: Connection): Interface {
  const ports = [a, b].map((end) => portOf(model, end));
  const device = ports.findIndex((port) => port?.role === 'device');
  const single = ports.findIndex((port) => port?.capacity === 1);
  const isSecond = (device >= 0 ? device : single) === 1;
  return { connection: id, own: isSecond ? b : a, other: (isSecond ? a : b).component };
}

/**
 * The interfaces of each part, port by port, by the names of what they go to: `Switch` before `Switch 2`. A document does not
 * keep what was joined first, and names read the same after undo, merging and copying. What the drawing calls them and the
 * order of real ones both come from here.
 */
function interfacesOf(model: DesignModel): Map<ComponentId, Interface[]> {
  const all = new Map<ComponentId, Interface[]>();
  for (const connection of model.connections) {
    const one = interfaceOf(model, connection);
    const known = all.get(one.own.component);
    if (known) known.push(one);
    else all.set(one.own.component, [one]);
  }
  for (const [id, own] of all)
    if (own.length > 1) own.sort((a, b) => compare(orderOf(model, id, a), orderOf(model, id, b)));
  return all;
}

function orderOf(model: DesignModel, id: ComponentId, { connection, own, other }: Interface) {
  const port = model.byId.get(id)?.type.ports.findIndex(({ name }) => name === own.port) ?? 0;
  const [stem, number] = numbered(model.document.components[other]?.name ?? '');
  return [port, stem, number, other, connection];
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const differs = a.findIndex((value, n) => value !== b[n]);
  return differs < 0 ? 0 : (a[differs] ?? 0) < (b[differs] ?? 0) ? -1 : 1;
}

const named = new WeakMap<DesignModel, ReadonlyMap<string, string>>();

/** The name of the interface that each connection takes, such as `eth0`; for two networks their port. */
export function interfaceNames(model: DesignModel): ReadonlyMap<string, string> {
  const known = named.get(model);
  if (known) return known;
  const names = new Map<string, string>();
  for (const interfaces of interfacesOf(model).values()) {
    const used = new Map<string, number>();
    for (const { connection, own } of interfaces) {
      const port = portOf(model, own);
      if (!port) continue;
      const nth = used.get(port.name) ?? 0;
      used.set(port.name, nth + 1);
      names.set(connection, port.role === 'device' ? `${port.label}${nth}` : port.label);
    }
  }
  named.set(model, names);
  return names;
}

/** Puts the addresses of one machine in the order of its interfaces. */
export function byInterface(
  model: DesignModel,
  segments: readonly Segment[],
): (a: AddressOf, b: AddressOf) => number {
  const all = interfacesOf(model);
  const partsOf = new Map(
    segments.map(({ at, parts }) => [copyKey(at), new Set(parts.map(({ component }) => component))]),
  );
  const nth = ({ component, network }: AddressOf): number =>
    (all.get(component) ?? []).findIndex(({ other }) => partsOf.get(network)?.has(other));
  return (a, b) => nth(a) - nth(b);
}
