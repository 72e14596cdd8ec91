import type { ComponentType, Port } from '@patchbay/catalog';
import { copies, portUse, type DesignModel, type Endpoint, type Part } from '../../design/index.ts';

function fittingPairs(type: ComponentType, network: ComponentType): [Port, Port][] {
  return type.ports.flatMap((own) =>
    network.ports
      .filter((other) => own.interface === other.interface && other.role === 'network' && other.capacity > 1)
      .map((other): [Port, Port] => [own, other]),
  );
}

/** A port of one and a network's port of the other that go together; the network has room for more than one. */
export function fittingPorts(type: ComponentType, network: ComponentType): [Port, Port] | null {
  return fittingPairs(type, network)[0] ?? null;
}

/** Such ports of two parts, with as many free places as there would be links. */
export function openEnds(model: DesignModel, part: Part, network: Part): [Endpoint, Endpoint] | null {
  const links = Math.max(copies(model, part), copies(model, network));
  const isOpen = (one: Part, port: Port) =>
    port.capacity * copies(model, one) - portUse(model, one.component.id, port.name).used >= links;
  const ports = fittingPairs(part.type, network.type).find(
    ([own, other]) => isOpen(part, own) && isOpen(network, other),
  );
  return (
    (ports && [
      { component: part.component.id, port: ports[0].name },
      { component: network.component.id, port: ports[1].name },
    ]) ??
    null
  );
}

/** Network parts that a part could be joined to and is not. */
export function openNetworks(
  model: DesignModel,
  part: Part,
  others: readonly Part[] = model.parts,
): readonly Part[] {
  const { id } = part.component;
  const joined = new Set((model.joins.get(id) ?? []).flatMap(({ a, b }) => [a.component, b.component]));
  return others.filter(
    (other) =>
      other.type.layer === 'network' &&
      other !== part &&
      !joined.has(other.component.id) &&
      openEnds(model, part, other) !== null,
  );
}
