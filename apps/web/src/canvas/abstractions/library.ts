import type { Abstraction, Catalog, ComponentType, Family } from '@patchbay/catalog';
import { lineOf, typeOfAbstraction, withAbstractions } from '@patchbay/engine/design';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { abstractionTypes } from '../store/catalog-types.ts';

/** A version of an abstraction that the account has saved. */
export interface SavedVersion {
  /** The type of components that are of it. */
  readonly type: string;
  readonly no: number;
  readonly semver: string;
  readonly notes: string;
  readonly visibility: 'private' | 'team' | 'public';
  readonly sourceRevision: number;
}

export interface SavedAbstraction {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly family: Family;
  readonly mine: boolean;
  /** Null where another account publishes it. */
  readonly sourceDesignId: string | null;
  /** Newest first. */
  readonly versions: readonly SavedVersion[];
}

/** What a design is drawn with: its catalog with everything that was saved, and what of that is offered. */
export interface LibraryState {
  readonly catalog: Catalog;
  readonly saved: readonly SavedAbstraction[];
}
export type Library = StoreApi<LibraryState>;

export function createLibrary(catalog: Catalog, saved: readonly SavedAbstraction[]): Library {
  return createStore<LibraryState>()(() => ({ catalog, saved }));
}

/** Takes in what was just saved: it can be drawn and is offered from then on. */
export function takeInVersion(library: Library, abstraction: SavedAbstraction, content: Abstraction): void {
  library.setState(({ catalog, saved }) => ({
    catalog: withAbstractions(catalog, [content]),
    saved: [...saved.filter(({ id }) => id !== abstraction.id), abstraction],
  }));
}

/** Takes in versions that a design needs, such as one that somebody else has put into it meanwhile. */
export function takeInContents(library: Library, contents: readonly Abstraction[]): void {
  library.setState(({ catalog }) => ({ catalog: withAbstractions(catalog, contents) }));
}

/** The newest versions of what was saved, one's own first, under the names that they have now. */
export function savedTypes({ catalog, saved }: LibraryState): ComponentType[] {
  return newestTypes(
    catalog,
    saved.filter(({ sourceDesignId }) => sourceDesignId !== null),
  );
}

/** The newest versions of templates of others of which designs of the account use one. */
export function takenTypes({ catalog, saved }: LibraryState): ComponentType[] {
  return newestTypes(
    catalog,
    saved.filter(({ sourceDesignId }) => sourceDesignId === null),
  );
}

function newestTypes(catalog: Catalog, saved: readonly SavedAbstraction[]): ComponentType[] {
  const types = new Map(abstractionTypes(catalog).map((type) => [type.id, type]));
  const byName = saved.toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name));
  return byName.flatMap(({ name, summary, versions: [newest] }) => {
    const type = newest && types.get(newest.type);
    return type ? [{ ...type, name, summary }] : [];
  });
}

/** Abstractions that every account is offered. */
export function shippedTypes({ catalog }: Pick<LibraryState, 'catalog'>): ComponentType[] {
  return abstractionTypes(catalog).filter(({ id }) => lineOf(id) === null);
}

/** Everything that can be added: older versions stay where they are drawn, and are offered to nobody. */
export function offeredTypes(state: LibraryState): ComponentType[] {
  return [...state.catalog.types, ...savedTypes(state), ...takenTypes(state), ...shippedTypes(state)];
}

/** The saved abstraction that a type is a version of, the version, and the newest one. */
export function savedAs({ saved }: LibraryState, typeId: string) {
  for (const abstraction of saved) {
    const version = abstraction.versions.find(({ type }) => type === typeId);
    const [newest] = abstraction.versions;
    if (version && newest) return { abstraction, version, newest };
  }
  return null;
}

/** The number of the newest version, where a type is of an older one. */
export function newerThan(state: LibraryState, typeId: string): string | null {
  const found = savedAs(state, typeId);
  return found && found.version !== found.newest ? found.newest.semver : null;
}

/** The type that a version is drawn as before it is saved. */
export function typeOfDraft(content: Abstraction, catalog: Catalog): ComponentType {
  return typeOfAbstraction(content, withAbstractions(catalog, [content]));
}
