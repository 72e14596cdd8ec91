import type { Abstraction, Catalog, ComponentType, Port, Requirement } from '@patchbay/catalog';
import { MAX_DEPTH } from '../limits.ts';
import { knownIn, type Known } from './known.ts';
import { chosenOf } from './parameters.ts';

const SHORT_NAME = 24;

/**
 * The type that a drawn abstraction is of: its name, icon and family, its parameters as properties, and its ports as those
 * of the parts inside, one for each copy of the part. Its parts take what they need by themselves, so it asks for nothing. A body whose parts all want
 * the same layer below them, such as an operating system with its software, is hosted there.
 */
export function typeOfAbstraction(abstraction: Abstraction, catalog: Catalog): ComponentType {
  const { id, name, family, icon, summary, version } = abstraction;
  const known = knownIn(catalog);
  const roots = rootTypes(abstraction, known);
  const layers = new Set(roots.map(({ hostedOn }) => hostedOn));
  const [hostedOn = null] = layers.size === 1 ? layers : [];
  return {
    id,
    name,
    shortName: name.slice(0, SHORT_NAME).trim(),
    version: version === '' ? null : version,
    family,
    layer: 'abstraction',
    icon,
    summary,
    properties: [...chosenOf(abstraction, known)],
    ports: abstraction.ports.flatMap(({ name: own, label }): Port[] => {
      const inner = portInside(abstraction, own, known, 0);
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

/** The types of all that stands by itself inside, level by level. Each body is looked into once, by however many ways it is reached. */
function rootTypes(outer: Abstraction, { types, abstractions }: Known): ComponentType[] {
  const found = new Set<ComponentType>();
  const seen = new Set<string>([outer.id]);
  let level = [outer];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const roots = new Set(
      level.flatMap(({ parts }) => parts.filter(({ host }) => host === null).map(({ type }) => type)),
    );
    level = [];
    for (const id of roots) {
      const [type, inner] = [types.get(id), abstractions.get(id)];
      if (type) found.add(type);
      else if (inner && !seen.has(id)) level.push(inner);
      seen.add(id);
    }
  }
  return [...found];
}

function portInside(abstraction: Abstraction, name: string, known: Known, depth: number): Port | undefined {
  const exposed = abstraction.ports.find((port) => port.name === name);
  const part = abstraction.parts.find((candidate) => candidate.name === exposed?.part);
  if (!exposed || !part || depth > MAX_DEPTH) return undefined;
  const type = known.types.get(part.type);
  const inner = known.abstractions.get(part.type);
  const port = type
    ? type.ports.find((candidate) => candidate.name === exposed.port)
    : inner && portInside(inner, exposed.port, known, depth + 1);
  return port && { ...port, capacity: port.capacity * part.count };
}

function requirementsOf(types: readonly ComponentType[]): Requirement[] {
  const all = types.flatMap(({ requirements }) => requirements);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
