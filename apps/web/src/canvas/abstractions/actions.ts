import type { Abstraction } from '@patchbay/catalog';
import { chooseParts, replaceBy, type DesignDocument } from '@patchbay/engine/design';
import { createContext, use } from 'react';
import { draftText, unsavedText } from '../../messages/designer/abstractions.ts';
import { savedText } from '../../messages/designer/versions.ts';
import { newId, perform, type Designer } from '../store/designer.ts';
import { focusPart, refuse } from '../store/session-store.ts';
import { draftedFrom } from './drafted.ts';
import type { Draft } from './drafting.ts';
import { takeInVersion, type SavedAbstraction } from './library.ts';

type Saved =
  | { readonly abstraction: SavedAbstraction; readonly content: Abstraction }
  | { readonly problem: string };

/** A design that uses a version of an abstraction. */
export interface Usage {
  readonly designId: string;
  readonly name: string;
  readonly parts: readonly {
    readonly no: number;
    readonly semver: string;
    readonly component: string;
    readonly count: number;
  }[];
}

/** What the page around the designer does for abstractions: it knows the server and the addresses. */
export interface AbstractionActions {
  /** The abstraction that the open design is the source of. */
  readonly sourceOf: string | null;
  readonly save: (draft: Draft, document: DesignDocument) => Promise<Saved>;
  readonly saveVersion: (draft: Draft, of: SavedAbstraction, semver: string) => Promise<Saved>;
  readonly usages: (id: string) => Promise<readonly Usage[] | { readonly problem: string }>;
  readonly templatePath: (type: string) => string;
  readonly designPath: (id: string, select?: string) => string;
}

export const AbstractionsContext = createContext<AbstractionActions | null>(null);

export function useAbstractions(): AbstractionActions {
  const actions = use(AbstractionsContext);
  if (!actions) throw new Error('useAbstractions: used outside of a designer');
  return actions;
}

/** Saves what is drafted; a new abstraction then takes the place of its parts, as one step of history. */
export async function saveDraft(
  designer: Designer,
  actions: AbstractionActions,
  draft: Draft,
): Promise<void> {
  const { session, library } = designer;
  const { chosen, content, problem } = draftedFrom(designer, draft);
  const patch = (change: Partial<Draft>) =>
    session.setState((now) => ({ draft: now.draft && { ...now.draft, ...change } }));
  if (problem !== null) return patch({ problem: unsavedText[problem] });
  patch({ busy: true, problem: null });
  const saved = draft.of
    ? await actions.saveVersion(draft, draft.of, content.version)
    : await actions.save(draft, chosen.source);
  if ('problem' in saved) return patch({ busy: false, problem: saved.problem });
  takeInVersion(library, saved.abstraction, saved.content);
  session.setState({ draft: null });
  // The page tells of a newer version; nothing is drawn otherwise.
  if (!draft.of) takePlace(designer, draft, saved.content);
  focusPart(session);
}

function takePlace(designer: Designer, draft: Draft, content: Abstraction): void {
  const { document } = designer.store.getState();
  const now = chooseParts(document, draft.ids);
  const replacing =
    'refused' in now ? { refused: 'gone' as const } : replaceBy(document, now, content, newId);
  if ('refused' in replacing) return refuse(designer.session, draftText.notReplaced(content.name));
  const { edit, id } = replacing;
  perform(designer, { edit, select: id, said: draftText.saved(content.name) });
}

/** Where a saved abstraction can be edited, or, of another account, where it is on offer. */
export function originOf(
  { designPath, templatePath }: AbstractionActions,
  { sourceDesignId }: SavedAbstraction,
  type: string,
): { to: string; label: string } {
  return sourceDesignId === null
    ? { to: templatePath(type), label: savedText.onMarket }
    : { to: designPath(sourceDesignId), label: savedText.editSource };
}
