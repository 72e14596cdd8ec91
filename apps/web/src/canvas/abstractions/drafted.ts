import type { Abstraction, Catalog } from '@patchbay/catalog';
import {
  abstractionOf,
  nextVersion,
  readVersionDiff,
  unsavedBecause,
  versionType,
  type Chosen,
  type Unsaved,
} from '@patchbay/engine/design';
import type { Designer } from '../store/designer.ts';
import { chosenFor, type Draft } from './drafting.ts';

/** Why a draft cannot be saved. */
type Problem = Unsaved | 'tower' | 'name';

/** What a draft comes to: the parts that it is about, and the version that it would be saved as. */
export type Drafted =
  | { readonly chosen: Chosen; readonly content: Abstraction; readonly problem: Problem | null }
  | { readonly chosen: null; readonly content: null; readonly problem: Problem };

/** As it is drawn at this moment. */
export function draftedFrom(designer: Designer, draft: Draft): Drafted {
  const choice = chosenFor(designer, draft);
  if ('refused' in choice) return { chosen: null, content: null, problem: choice.refused };
  const content = contentOf(draft, choice, designer.catalog);
  const problem = draft.name.trim() === '' ? 'name' : unsavedBecause(content, designer.catalog);
  return { chosen: choice, content, problem };
}

/** The version that a draft would be saved as. */
function contentOf(draft: Draft, chosen: Chosen, catalog: Catalog): Abstraction {
  const content = numbered(draft, chosen, catalog);
  return { ...content, version: draft.semver ?? proposedVersion(draft, content, catalog) };
}

/** The number that says how much the differences ask of who uses it. */
function proposedVersion({ of }: Draft, content: Abstraction, catalog: Catalog): string {
  const before = catalog.abstractions.find(({ id }) => id === of?.versions[0]?.type);
  if (!before) return nextVersion('', 'patch');
  return nextVersion(before.version, readVersionDiff(before, content, catalog).step);
}

function numbered(draft: Draft, { source }: Chosen, catalog: Catalog): Abstraction {
  const { of, name, summary, family, parameters, ports } = draft;
  const earlier = catalog.abstractions.filter(({ id }) => of?.versions.some(({ type }) => type === id));
  const no = (of?.versions[0]?.no ?? 0) + 1;
  const id = of ? versionType(of.id.replace('abs_', ''), no) : 'draft';
  const heading = { id, name, summary, family, icon: 'stack', version: '', parameters, ports };
  return abstractionOf(source, heading, earlier);
}
