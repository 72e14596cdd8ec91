import type { Finding, Fix } from '@patchbay/engine/constraints';
import { applyEdit, ownerOf } from '@patchbay/engine/design';
import { said } from '../../messages/designer/said.ts';
import { problemsSaid } from '../../messages/designer/problems.ts';
import { markOf } from '../store/marks.ts';
import { analysisOf, newId, perform, type Designer } from '../store/designer.ts';
import { focusPart, keepFocus, say, select, selectAll } from '../store/session-store.ts';
import { sentenceIn } from '../findings/sentence.ts';
import { inReading } from '../layout/layout.ts';
import { connectAll, removeParts } from './gestures.ts';
import { stepIn } from './search.ts';
import { membersOf, type Situation } from './table/situation.ts';

/** Deletes what is selected as one step; the focus goes to what stood nearest in reading order. */
export function removeAll(designer: Designer, at: Situation): void {
  const { session } = designer;
  const before = inReading(at.analysis.layout);
  const ids = membersOf(at).map(({ id }) => id);
  const gone = new Set([...ids, ...at.groups]);
  const first = before.findIndex((id) => gone.has(id));
  perform(designer, removeParts(at.model, ids, at.connections));
  const { layout } = analysisOf(designer);
  const near = [...before.slice(first + 1), ...before.slice(0, Math.max(0, first)).toReversed()].find(
    (id) => layout.has(id) || layout.groups.has(id),
  );
  if (session.getState().selection.length === 0) session.setState({ focused: near ?? null });
  focusPart(session);
}

/** Deletes a part that stands between others and joins these to each other where their ports allow it, as one step. */
export function removeAndJoin(designer: Designer, { only, model }: Situation): void {
  if (!only) return;
  const { id } = only.component;
  const around = (model.joins.get(id) ?? []).map(({ a, b }) => (a.component === id ? b : a).component);
  const [first = '', ...others] = [...new Set(around)];
  const removed = removeParts(model, [id], []);
  const without = applyEdit(model.document, removed.edit);
  const joins = connectAll(without, designer.catalog, others, first, newId);
  perform(designer, {
    ...removed,
    edit: { do: 'many', edits: [removed.edit, ...(joins ? [joins.edit] : [])] },
  });
  select(designer.session, first);
  focusPart(designer.session);
}

/** Takes a step back or does it again; what was selected before or after it is selected again. */
export function undoRedo(designer: Designer, way: 'undo' | 'redo'): void {
  const { store, session } = designer;
  const { past, future, [way]: go } = store.getState();
  const step = way === 'undo' ? past.at(-1) : future[0];
  if (!step) return;
  const mark = markOf(step);
  const { selection } = session.getState();
  if (way === 'undo') mark.after = selection;
  go();
  const { components, connections, groups } = store.getState().document;
  const wanted = (way === 'undo' ? mark.before : mark.after) ?? selection;
  selectAll(
    session,
    wanted.filter((id) => id in components || id in connections || id in groups),
  );
  say(session, way === 'undo' ? said.undone : said.redone);
  // What came back is where the keys are; a button that was pressed keeps the focus.
  if (document.activeElement?.closest('[data-canvas], [data-outline]')) focusPart(session);
  else keepFocus(session);
}

/** Selects the next or previous finding and its first subject. */
export function stepFinding(designer: Designer, by: 1 | -1): void {
  const { findings } = analysisOf(designer);
  const { session } = designer;
  if (findings.length === 0) return say(session, problemsSaid(0, 0));
  const at = findings.findIndex(({ id }) => id === session.getState().finding);
  const next = findings[stepIn(findings.length, at, by)];
  if (next) showFinding(designer, next.id);
}

/** Shows a finding: its part selected and in view, its card open. */
export function showFinding(designer: Designer, id: string): void {
  const finding = analysisOf(designer).findings.find((one) => one.id === id);
  const subject = finding?.subjects[0];
  if (!finding || subject === undefined) return;
  select(designer.session, ownerOf(subject));
  designer.session.setState({ finding: id, tab: 'compatibility' });
  focusPart(designer.session);
}

/** The finding that the keys are about: the one shown, or the worst of the selection, or the worst of all. */
function currentFinding(designer: Designer, { analysis, components }: Situation): Finding | undefined {
  const { finding } = designer.session.getState();
  const { findings, about } = analysis;
  return (
    findings.find(({ id }) => id === finding) ??
    components.flatMap(({ id }) => about.get(id) ?? [])[0] ??
    findings[0]
  );
}

/** The best fix of the current finding, with what the finding is about. */
export function firstFix(designer: Designer, at: Situation): { fix: Fix; subject: string } | undefined {
  const finding = currentFinding(designer, at);
  const [fix] = finding?.fixes ?? [];
  return finding && fix && { fix, subject: ownerOf(finding.subjects[0] ?? '') };
}

/** Applies the best fix of the current finding, as one step. */
export function applyFirstFix(designer: Designer, at: Situation): void {
  const found = firstFix(designer, at);
  if (!found) return;
  const { fix, subject } = found;
  perform(designer, {
    edit: fix.edit,
    select: subject,
    said: said.applied(sentenceIn(at.analysis)(fix.action)),
  });
  focusPart(designer.session);
}
