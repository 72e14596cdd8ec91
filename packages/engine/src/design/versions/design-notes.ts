import type { Catalog } from '@patchbay/catalog';
import { knownIn } from '../abstractions/known.ts';
import type { ComponentId, DesignDocument } from '../document.ts';
import { abstractionOf, type Heading } from './abstraction-of.ts';
import { readVersionDiff, type VersionNote } from './version-diff.ts';

const NOTHING: Heading = {
  id: 'design',
  name: '',
  summary: '',
  family: 'software',
  icon: 'stack',
  version: '',
  ports: [],
  parameters: [],
};

/** What differs between two revisions of a design, to be read. Where parts stand is no difference. The catalog has what is in both. */
export function designNotes(
  before: DesignDocument,
  after: DesignDocument,
  catalog: Catalog,
): readonly VersionNote[] {
  const from = abstractionOf(before, NOTHING);
  return readVersionDiff(from, abstractionOf(after, NOTHING, [from]), catalog).notes;
}

/** A value that is fixed once its environment runs. */
export interface FixedValue {
  readonly component: ComponentId;
  /** What the component is called. */
  readonly of: string;
  /** What the parameter is called. */
  readonly label: string;
}

/** Parameters that are fixed after the start and whose values differ. Another version, or another part, begins anew. */
export function fixedChanges(before: DesignDocument, after: DesignDocument, catalog: Catalog): FixedValue[] {
  const { abstractions } = knownIn(catalog);
  return Object.values(after.components).flatMap(({ id, type, name, properties }): FixedValue[] => {
    const was = before.components[id];
    if (was?.type !== type) return [];
    const fixed = abstractions.get(type)?.parameters.filter(({ changeable }) => !changeable) ?? [];
    return fixed
      .filter((parameter) => was.properties[parameter.name] !== properties[parameter.name])
      .map(({ label }) => ({ component: id, of: name, label }));
  });
}
