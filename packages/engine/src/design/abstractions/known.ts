import type { Abstraction, Catalog, ComponentType, Property } from '@patchbay/catalog';

/** What a catalog has, by id, and what was worked out about its abstractions. */
export interface Known {
  readonly types: ReadonlyMap<string, ComponentType>;
  readonly abstractions: ReadonlyMap<string, Abstraction>;
  /** What can be chosen of each abstraction that was asked for. */
  readonly chosen: Map<Abstraction, readonly Property[]>;
}

const catalogs = new WeakMap<Catalog, Known>();

export function knownIn(catalog: Catalog): Known {
  const before = catalogs.get(catalog);
  if (before) return before;
  const known = {
    types: new Map(catalog.types.map((type) => [type.id, type])),
    abstractions: new Map(catalog.abstractions.map((one) => [one.id, one])),
    chosen: new Map<Abstraction, readonly Property[]>(),
  };
  catalogs.set(catalog, known);
  return known;
}

/**
 * The catalog with some more abstractions, such as those that an account has saved. What is in it already stays as it is; the
 * catalog itself where nothing is new. A new catalog each time: who asks often keeps the answer.
 */
export function withAbstractions(catalog: Catalog, more: readonly Abstraction[]): Catalog {
  const { abstractions, types } = knownIn(catalog);
  const fresh = new Map(more.map((one) => [one.id, one]));
  for (const id of fresh.keys()) if (abstractions.has(id) || types.has(id)) fresh.delete(id);
  return fresh.size === 0
    ? catalog
    : { ...catalog, abstractions: [...catalog.abstractions, ...fresh.values()] };
}
