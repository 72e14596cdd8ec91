import type { Catalog, ComponentType } from '@patchbay/catalog';
import { typeOfAbstraction } from '@patchbay/engine/design';

const known = new WeakMap<Catalog, readonly ComponentType[]>();

/** The types that abstractions of a catalog are drawn as, in its order. */
export function abstractionTypes(catalog: Catalog): readonly ComponentType[] {
  const before = known.get(catalog);
  if (before) return before;
  const types = catalog.abstractions.map((abstraction) => typeOfAbstraction(abstraction, catalog));
  known.set(catalog, types);
  return types;
}

/** Everything that can be put on the sheet under an id, abstractions included. */
export function typeCalled(catalog: Catalog, id: string): ComponentType | undefined {
  return [...catalog.types, ...abstractionTypes(catalog)].find((type) => type.id === id);
}
