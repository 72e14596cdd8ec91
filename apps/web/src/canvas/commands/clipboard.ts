import {
  clipParts,
  duplicateEdit,
  fragmentText,
  parseFragment,
  pasteEdit,
  type Component,
  type Copying,
  type Fragment,
  type Rows,
  type Step,
} from '@patchbay/engine/design';
import { said } from '../../messages/designer/said.ts';
import { around, centre, GRID, snap, type Point } from '../layout/geometry.ts';
import { CARD_MIN_HEIGHT, CARD_WIDTH } from '../layout/layout.ts';
import { groupUnder, regrouped } from '../layout/membership.ts';
import { GAP_X } from '../layout/place.ts';
import { analysisOf, newId, perform, type Designer } from '../store/designer.ts';
import { focusPart, onlySelected, refuse, say, selectAll } from '../store/session-store.ts';
import { membersOf, type Situation } from './table/situation.ts';

/** The offset of a copy from what it was copied from. */
const STEP = 3 * GRID;
const CARD = { width: CARD_WIDTH, height: CARD_MIN_HEIGHT };

/** Puts the selection on the clipboard as text that any design can take, in this tab or another. */
export function copySelection(designer: Designer, at: Situation, { toBrowser } = { toBrowser: true }): void {
  const text = textOf(designer, at);
  if (text === null) return;
  designer.session.setState({ clipboard: { text, by: { dx: 0, dy: 0 } } });
  // Where the browser does not let a page write, pasting in this tab works all the same.
  if (toBrowser) void navigator.clipboard?.writeText(text).catch(() => {});
  say(designer.session, said.copied(membersOf(at).length));
}

/** The text of the selection; null when nothing that can be copied is selected. */
export function textOf({ store }: Designer, at: Situation): string | null {
  const ids = membersOf(at).map(({ id }) => id);
  return ids.length === 0 ? null : fragmentText(clipParts(store.getState().document, ids));
}

interface Pasting {
  readonly keepOutside: boolean;
  /** The point of the drawing that it is pasted at; null where none was pointed at. */
  readonly at: Point | null;
}

/**
 * Pastes what the clipboard holds, from the sheet's menu where that was opened; what this tab copied last where the browser
 * does not let a page read.
 */
export async function paste(designer: Designer, how: Omit<Pasting, 'at'>): Promise<void> {
  const { clipboard, menu } = designer.session.getState();
  const own = clipboard?.text ?? '';
  const text = await navigator.clipboard?.readText().catch(() => own);
  pasteText(designer, text || own, { ...how, at: menu?.sheet ?? null });
}

/** Pastes a text that is a piece of a design; says so when it is none. */
export function pasteText(designer: Designer, text: string, { keepOutside, at }: Pasting): void {
  const { session } = designer;
  if (text.trim() === '') return refuse(session, said.nothingToPaste);
  const read = parseFragment(text);
  if (!read.ok) return refuse(session, said.notPasted);
  const { fragment } = read;
  const { clipboard } = session.getState();
  const by = offset(designer, fragment, at, clipboard?.text === text ? clipboard.by : { dx: 0, dy: 0 });
  const selected = onlySelected(session.getState());
  const into = selected !== null && fragment.hosted.length > 0 ? { into: selected } : {};
  const { document } = designer.store.getState();
  const made = pasteEdit(document, fragment, newId, by, { keepOutside, ...into });
  // A copy belongs where it is let go.
  const { layout } = analysisOf(designer);
  const under = ({ x, y, group }: Component) =>
    at && group === null ? groupUnder(layout, { ...CARD, x, y })?.id : undefined;
  place(designer, inGroups(made, under));
  session.setState({ clipboard: { text, by } });
}

/** To where it was pointed, or one step on from where it was pasted last, or to the middle where that is out of view. */
function offset(designer: Designer, { document }: Fragment, at: Point | null, last: Step): Step {
  const parts = Object.values(document.components).filter(({ host }) => host === null);
  const box = around(parts.map(({ x, y }) => ({ ...CARD, x, y })));
  const next = { dx: last.dx + STEP, dy: last.dy + STEP };
  const view = designer.view.now();
  const seen = view.sees({ x: box.x + next.dx, y: box.y + next.dy });
  if (!at && seen) return next;
  const middle = centre(box);
  const { x, y } = at ?? view.centre();
  return { dx: snap(x - middle.x), dy: snap(y - middle.y) };
}

/** Puts copies that stand by themselves into groups, or out of them; undefined leaves one where it is. */
function inGroups(made: Copying, groupOf: (copy: Component) => string | null | undefined): Copying {
  if ('refused' in made) return made;
  const components = made.edit.components.map((copy) => {
    const group = copy.host === null ? groupOf(copy) : undefined;
    return group === undefined ? copy : { ...copy, group };
  });
  return { ...made, edit: { ...made.edit, components } };
}

const FEW = 6;
/** A block is so much longer than it is high, counted in copies. */
const BLOCK_SHAPE = 1.5;
const KEEP = { keepOutside: true };

/** Copies of the selection, numbered, joined to what the originals are joined to. */
export function duplicateSelection(designer: Designer, at: Situation, copies: number): void {
  const ids = membersOf(at).map(({ id }) => id);
  const step = (copies === 1 && repeated(designer)) || besides(at, ids, copies);
  const { document } = designer.store.getState();
  const made = duplicateEdit(document, ids, copies, newId, step, KEEP);
  place(designer, made);
  remember(designer, made);
}

/** Copies beside the original: a few side by side; many make a block, which is what fits on a screen. */
function besides({ analysis: { layout }, groups }: Situation, ids: readonly string[], copies: number): Rows {
  const rects = [...ids, ...groups].flatMap((id) => (layout.get(id) ?? layout.groups.get(id))?.rect ?? []);
  const box = around(rects);
  const inside = box.width === 0;
  return {
    dx: inside ? STEP : snap(box.width + GAP_X),
    dy: inside ? STEP : snap(box.height + GAP_X),
    perRow: copies < FEW ? copies + 1 : Math.ceil(Math.sqrt((copies + 1) * BLOCK_SHAPE)),
  };
}

/** As far as what is selected, the copies made last, stands from its originals by now. */
function repeated({ store, session }: Designer): Step | null {
  const { duplicated, selection } = session.getState();
  if (!duplicated || selection.join(' ') !== duplicated.selection.join(' ')) return null;
  const { components } = store.getState().document;
  const [from, to] = [components[duplicated.from], components[duplicated.to]];
  return from && to ? { dx: to.x - from.x, dy: to.y - from.y } : null;
}

function remember({ store, session }: Designer, made: Copying): void {
  if ('refused' in made) return;
  const { components } = store.getState().document;
  const [pair] = [...made.originals].filter(([copy]) => components[copy]?.host === null);
  const { selection } = session.getState();
  session.setState({ duplicated: pair ? { selection, to: pair[0], from: pair[1] } : null });
}

/** A copy of parts at some distance: the end of a drag with Alt. */
export function dragCopy(designer: Designer, ids: readonly string[], dx: number, dy: number): void {
  const made = duplicateEdit(designer.store.getState().document, ids, 1, newId, { dx, dy }, KEEP);
  if ('refused' in made) return place(designer, made);
  // A copy belongs where it is let go, like a part that is moved there.
  const changes = regrouped(analysisOf(designer).layout, new Set(ids), dx, dy);
  place(
    designer,
    inGroups(made, ({ id }) => changes.get(made.originals.get(id) ?? id)),
  );
  remember(designer, made);
}

function place(designer: Designer, made: Copying): void {
  const { session } = designer;
  if ('refused' in made) return refuse(session, said.tooMany);
  const { components, groups = [] } = made.edit;
  const added = new Set(components.map(({ id }) => id));
  const roots = components.filter(({ host }) => host === null || !added.has(host));
  perform(designer, { edit: made.edit, select: null, said: said.pasted(roots.length) });
  // A group that was copied as a whole is selected as one.
  const whole = new Set(groups.map(({ id }) => id));
  const alone = roots.filter(({ group }) => group === null || !whole.has(group));
  selectAll(session, [...alone.map(({ id }) => id), ...whole]);
  focusPart(session);
}
