import type { Catalog } from '@patchbay/catalog';
import type { Finding } from '@patchbay/engine/constraints';
import type { DesignDocument, Edit } from '@patchbay/engine/design';
import type { PriceBook } from '@patchbay/engine/rating';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { said } from '../../messages/designer/said.ts';
import { problemsSaid } from '../../messages/designer/problems.ts';
import type { Gesture } from '../commands/gestures.ts';
import { settle } from '../layout/place.ts';
import { analyse, withFindings, type Analysis } from './analysis.ts';
import { createLibrary, type Library, type SavedAbstraction } from '../abstractions/library.ts';
import { checkBehind, type Checked } from './checked.ts';
import { applied, createDocumentStore, type DocumentStore } from './document-store.ts';
import { markOf } from './marks.ts';
import { createView, type View } from './view-port.ts';
import { withRecent } from './recent.ts';
import {
  createSessionStore,
  refuse,
  say,
  select,
  type SessionState,
  type SessionStore,
} from './session-store.ts';

/** One open design: its document, this person's session with it, and what both are read with. */
export interface Designer {
  readonly store: DocumentStore;
  readonly session: SessionStore;
  readonly library: Library;
  /** The library's catalog of this moment: it grows when something is saved. */
  readonly catalog: Catalog;
  readonly book: PriceBook;
  /** The drawing's view, while it is shown. */
  readonly view: View;
  readonly checked: Checked;
}

export function openDesigner(
  document: DesignDocument,
  catalog: Catalog,
  book: PriceBook,
  saved: readonly SavedAbstraction[] = [],
): Designer {
  const store = createDocumentStore(document);
  const library = createLibrary(catalog, saved);
  return {
    store,
    session: createSessionStore(),
    library,
    get catalog() {
      return library.getState().catalog;
    },
    book,
    view: createView(),
    checked: checkBehind(store, library),
  };
}

/** A designer that was open before: its history and clipboard, with the design as it is now and nothing in the hand. */
export function reopen(
  designer: Designer,
  document: DesignDocument,
  catalog: Catalog,
  saved: readonly SavedAbstraction[],
): Designer {
  designer.library.setState({ catalog, saved });
  designer.store.getState().takeIn(document);
  const { clipboard, tool, grid, snap, panels } = designer.session.getState();
  const fresh = createSessionStore().getState();
  designer.session.setState({ ...fresh, clipboard, tool, grid, snap, panels }, true);
  return designer;
}

export const DesignerContext = createContext<Designer | null>(null);

export function useDesigner(): Designer {
  const designer = use(DesignerContext);
  if (!designer) throw new Error('useDesigner: used outside of an open design');
  // Whoever draws from the catalog draws again when it has grown.
  useStore(designer.library);
  return designer;
}

export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(useDesigner().session, selector);
}

export function useAnalysis(): Analysis {
  const { store, catalog, checked } = useDesigner();
  const document = useStore(store, (state) => state.document);
  const { of, findings } = useStore(checked);
  const analysis = analyse(document, catalog);
  return of === document ? analysis : withFindings(analysis, findings);
}

export const analysisOf = ({ store, catalog }: Designer): Analysis =>
  analyse(store.getState().document, catalog);

/** Does what a gesture asks for: one step of history, then selection and the spoken result. */
export function perform(designer: Designer, gesture: Gesture, mergeKey?: string): void {
  const { session } = designer;
  const { selection } = session.getState();
  const before = foundBefore(designer);
  if (!applySettled(designer, gesture.edit, mergeKey)) return;
  const step = designer.store.getState().past.at(-1);
  if (step) markOf(step).before ??= selection;
  const { model } = analysisOf(designer);
  const { components, connections, groups } = model.document;
  const id = gesture.select;
  select(
    session,
    id !== null && [components, connections, groups].some((records) => Object.hasOwn(records, id))
      ? id
      : null,
  );
  sayWithProblems(designer, gesture.said, before);
}

/** What was found before the first gesture that nothing has been checked since, and how to stop waiting for the check. */
const waiting = new WeakMap<Designer, { readonly found: number; readonly stop: () => void }>();

function foundBefore(designer: Designer): number {
  return waiting.get(designer)?.found ?? designer.checked.getState().findings.length;
}

/** Says what was done and how many problems there are if that has changed; in a large design, once, when it is known. */
function sayWithProblems(designer: Designer, sentence: string, before: number): void {
  const { session, checked, store } = designer;
  const problems = ({ findings }: { readonly findings: readonly Finding[] }) =>
    problemsSaid(findings.length, findings.filter(({ level }) => level === 'blocker').length);
  const changed = () => checked.getState().findings.length !== before;
  const known = checked.getState().of === store.getState().document;
  waiting.get(designer)?.stop();
  waiting.delete(designer);
  say(session, known && changed() ? `${sentence}. ${problems(checked.getState())}` : sentence);
  if (known) return;
  const stop = checked.subscribe((state) => {
    stop();
    waiting.delete(designer);
    if (changed()) say(session, problems(state));
  });
  waiting.set(designer, { found: before, stop });
}

/** Puts a type among those that the catalog shows first. */
export function remember({ session }: Designer, typeId: string): void {
  session.setState(({ recent }) => ({ recent: withRecent(recent, typeId) }));
}

/** Applies an edit with what it pushes aside. False, and said, where the design would be larger than one may be. */
export function applySettled(designer: Designer, edit: Edit, mergeKey?: string): boolean {
  const { document, apply } = designer.store.getState();
  const { catalog } = designer;
  // What is drawn for the question is what is shown, where nothing has to give way.
  const outcome = () => analyse(applied(document, edit), catalog).layout;
  const taken = apply(settle(document, edit, catalog, analysisOf(designer).layout, outcome), mergeKey);
  if (!taken) refuse(designer.session, said.tooMany);
  return taken;
}

const ID_LENGTH = 12;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new id body: lower-case letters and digits, from the browser's generator. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_LENGTH));
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
