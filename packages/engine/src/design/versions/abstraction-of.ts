import {
  MAX_ABSTRACTION_CONNECTIONS,
  MAX_ABSTRACTION_PARTS,
  MAX_ABSTRACTION_PORTS,
  type Abstraction,
  type Catalog,
} from '@patchbay/catalog';
import { chosenOf, parameterOf } from '../abstractions/parameters.ts';
import { excessOf } from '../abstractions/flatten.ts';
import { knownIn, withAbstractions } from '../abstractions/known.ts';
import { typeOfAbstraction } from '../abstractions/type-of-abstraction.ts';
import type { ComponentId, DesignDocument } from '../document.ts';
import { alone } from '../empty.ts';
import { MAX_DEPTH } from '../limits.ts';
import { newComponent } from '../instantiate.ts';
import { lineOf } from './version-type.ts';

/** What of a version is not drawn. Its ports and parameters name parts by the ids of the source design's components. */
export type Heading = Omit<Abstraction, 'parts' | 'connections'>;

/** Why a design cannot be the body of an abstraction. */
export type Unsaved =
  | 'nothing'
  /** A part of a type that the catalog does not have. */
  | 'unknown'
  | 'too-many'
  | 'too-many-ports'
  /** It comes to more than a design may have. */
  | 'too-large'
  /** It contains a version of itself, directly or deeper. */
  | 'itself'
  /** A port that is not there is exposed. */
  | 'port'
  /** What a parameter is about is not there, is not of one form and unit, or has no value in common. */
  | 'parameter'
  /** One parameter is about different values, and has no default. */
  | 'unequal';

/**
 * The version that a source design makes. A part is named by its component's id and keeps the number that it had in any earlier
 * version; a new one gets a number that none had.
 */
export function abstractionOf(
  { components, connections }: DesignDocument,
  heading: Heading,
  earlier: readonly Abstraction[] = [],
): Abstraction {
  // By ids: records of a document that was stored are in another order.
  const all = Object.values(components).sort(byId);
  const roots = all.filter(({ host }) => host === null);
  const [left, top] = [least(roots.map(({ x }) => x)), least(roots.map(({ y }) => y))];
  const noOf = numbering(earlier);
  return {
    ...heading,
    parts: all.map(({ id, type, name, count, host, properties, x, y }) => ({
      name: id,
      called: name,
      no: noOf(id),
      type,
      count,
      host,
      properties,
      x: x - left,
      y: y - top,
    })),
    connections: Object.values(connections)
      .sort(byId)
      .map(({ a, b }) => ({
        a: a.component,
        aPort: a.port,
        b: b.component,
        bPort: b.port,
      })),
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
}

function numbering(earlier: readonly Abstraction[]): (id: ComponentId) => number {
  const numbers = new Map(
    earlier.flatMap(({ parts }) => parts.map(({ name, no }, index) => [name, no ?? index] as const)),
  );
  let next = 1 + Math.max(-1, ...numbers.values());
  return (id) => {
    const no = numbers.get(id) ?? next++;
    numbers.set(id, no);
    return no;
  };
}

/** Why a version cannot be saved; null when it can. The catalog has what is in it. */
export function unsavedBecause(abstraction: Abstraction, catalog: Catalog): Unsaved | null {
  const { parts, connections, ports } = abstraction;
  const { types, abstractions } = knownIn(catalog);
  if (parts.length === 0) return 'nothing';
  if (parts.length > MAX_ABSTRACTION_PARTS || connections.length > MAX_ABSTRACTION_CONNECTIONS)
    return 'too-many';
  if (ports.length > MAX_ABSTRACTION_PORTS) return 'too-many-ports';
  const own = lineOf(abstraction.id);
  const inside = insideOf(abstraction, catalog);
  if (inside.has(abstraction.id) || [...inside].some((type) => own !== null && lineOf(type) === own))
    return 'itself';
  if (parts.some(({ type }) => !types.has(type) && !abstractions.has(type))) return 'unknown';
  const extended = withAbstractions(catalog, [abstraction]);
  const type = typeOfAbstraction(abstraction, extended);
  if (type.ports.length < ports.length) return 'port';
  if (chosenOf(abstraction, knownIn(extended)).length < abstraction.parameters.length) return 'parameter';
  if (!abstraction.parameters.every((one) => one.default !== undefined || isOfOneValue(one, parts, catalog)))
    return 'unequal';
  const design = alone(newComponent(type, 'x', { x: 0, y: 0 }));
  return excessOf(design, extended) === null ? null : 'too-large';
}

function isOfOneValue(
  parameter: Abstraction['parameters'][number],
  parts: Abstraction['parts'],
  catalog: Catalog,
): boolean {
  const byName = new Map(parts.map((part) => [part.name, part]));
  const values = parameter.targets.map((target) => {
    const { min: _min, max: _max, ...rest } = parameter;
    return parameterOf({ ...rest, targets: [target] }, byName, catalog)?.default;
  });
  return new Set(values).size === 1;
}

/** The types of all that is in an abstraction, level by level; each body is looked into once. */
export function insideOf({ parts }: Abstraction, catalog: Catalog): Set<string> {
  const { abstractions } = knownIn(catalog);
  const found = new Set<string>();
  let level = parts.map(({ type }) => type);
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const fresh = [...new Set(level)].filter((type) => !found.has(type));
    for (const type of fresh) found.add(type);
    level = fresh.flatMap((type) => (abstractions.get(type)?.parts ?? []).map((part) => part.type));
  }
  return found;
}
