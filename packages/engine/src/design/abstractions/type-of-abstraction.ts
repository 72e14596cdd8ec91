import type { Abstraction, Catalog, ComponentType, Port, Requirement } from '@patchbay/catalog';
import { MAX_DEPTH } from '../limits.ts';

const SHORT_NAME = 24;

/**
 * The type that a drawn abstraction is of: its name, icon and family, and its ports as those of the parts inside, one for
 * each copy of the part. Its parts take what they need by themselves, so it asks for nothing. A body whose parts all want
 * the same layer below them, such as an operating system with its software, is hosted there.
 */
export function typeOfAbstraction(abstraction: Abstraction, catalog: Catalog): ComponentType {
  const { id, name, family, icon, summary } = abstraction;
  const roots = rootTypes(abstraction, catalog, 0);
  const layers = new Set(roots.map(({ hostedOn }) => hostedOn));
  const [hostedOn = null] = layers.size === 1 ? layers : [];
  return {
    id,
    name,
    shortName: name.slice(0, SHORT_NAME).trim(),
    version: null,
    family,
    layer: 'abstraction',
    icon,
    summary,
    properties: [],
    ports: abstraction.ports.flatMap(({ name: own, label }): Port[] => {
      const inner = portInside(abstraction, own, catalog, 0);
      return inner ? [{ ...inner, name: own, label }] : [];
    }),
    capabilities: [],
    requirements: hostedOn === null ? [] : requirementsOf(roots),
    hostedOn,
    demand: { memoryMiB: 0, diskMiB: 0 },
    pools: [],
    personality: { typicalSeconds: 0, busyMilli: 0, install: null },
    machine: null,
  };
}

function rootTypes(abstraction: Abstraction, catalog: Catalog, depth: number): ComponentType[] {
  if (depth > MAX_DEPTH) return [];
  const roots = abstraction.parts.filter(({ host }) => host === null);
  // A type stands for all of its parts; so no body is looked into twice on one level.
  return [...new Set(roots.map(({ type }) => type))].flatMap((id) => {
    const type = catalog.types.find((candidate) => candidate.id === id);
    const inner = catalog.abstractions.find((candidate) => candidate.id === id);
    if (type) return [type];
    return inner ? rootTypes(inner, catalog, depth + 1) : [];
  });
}

function portInside(
  abstraction: Abstraction,
  name: string,
  catalog: Catalog,
  depth: number,
): Port | undefined {
  const exposed = abstraction.ports.find((port) => port.name === name);
  const part = abstraction.parts.find((candidate) => candidate.name === exposed?.part);
  if (!exposed || !part || depth > MAX_DEPTH) return undefined;
  const type = catalog.types.find(({ id }) => id === part.type);
  const inner = catalog.abstractions.find(({ id }) => id === part.type);
  const port = type
    ? type.ports.find((candidate) => candidate.name === exposed.port)
    : inner && portInside(inner, exposed.port, catalog, depth + 1);
  return port && { ...port, capacity: port.capacity * part.count };
}

function requirementsOf(types: readonly ComponentType[]): Requirement[] {
  const all = types.flatMap(({ requirements }) => requirements);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
