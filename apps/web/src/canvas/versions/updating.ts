import { toVersion, type Edit, type Updating } from '@patchbay/engine/design';
import { updateText } from '../../messages/designer/versions.ts';
import { typeCalled } from '../store/catalog-types.ts';
import { analysisOf, perform, type Designer } from '../store/designer.ts';
import { focusPart } from '../store/session-store.ts';
import { savedAs } from '../abstractions/library.ts';

/** What bringing a part to the newest version of its abstraction comes to; null where it is of it, or of no saved one. */
export function updateOf(designer: Designer, id: string): Updating | null {
  const { document } = analysisOf(designer).model;
  const component = Object.hasOwn(document.components, id) ? document.components[id] : undefined;
  const found = component && savedAs(designer.library.getState(), component.type);
  if (!component || !found || found.version === found.newest) return null;
  const [from, to] = [component.type, found.newest.type].map((type) => typeCalled(designer.catalog, type));
  return from && to ? toVersion(document, id, from, to) : null;
}

/** Every part of the design that is of an older version of the abstraction that a part is of. */
export function outdatedLike(designer: Designer, typeId: string): string[] {
  const state = designer.library.getState();
  const found = savedAs(state, typeId);
  if (!found) return [];
  const older = new Set(found.abstraction.versions.slice(1).map(({ type }) => type));
  const { components } = analysisOf(designer).model.document;
  return Object.values(components).flatMap(({ id, type }) => (older.has(type) ? [id] : []));
}

/** Brings parts to the newest version, as one step. */
export function updateParts(designer: Designer, ids: readonly string[], select: string): void {
  const edits = ids.flatMap((id): Edit[] => {
    const updating = updateOf(designer, id);
    return updating ? [updating.edit] : [];
  });
  perform(designer, { edit: { do: 'many', edits }, select, said: updateText.said(edits.length) });
  focusPart(designer.session);
}
