import {
  copyParts,
  duplicateEdit,
  fragmentText,
  parseFragment,
  pasteEdit,
  type Fragment,
} from '@patchbay/engine/design';
import { said } from '../../messages/designer/said.ts';
import { around, GRID, snap } from '../layout/geometry.ts';
import { regrouped } from '../layout/membership.ts';
import { GAP_X } from '../layout/place.ts';
import { analysisOf, newId, perform, type Designer } from '../store/designer.ts';
import { focusPart, onlySelected, say, selectAll } from '../store/session-store.ts';
import { membersOf, type Situation } from './table/situation.ts';

/** The offset of a copy from what it was copied from. */
const STEP = 3 * GRID;

/** Puts the selection on the clipboard as text that any design can take, in this tab or another. */
export function copySelection(designer: Designer, at: Situation, { toBrowser } = { toBrowser: true }): void {
  const text = textOf(designer, at);
  if (text === null) return;
  designer.session.setState({ clipboard: { text, pasted: 0 } });
  // Where the browser does not let a page write, pasting in this tab works all the same.
  if (toBrowser) void navigator.clipboard?.writeText(text).catch(() => {});
  say(designer.session, said.copied(membersOf(at).length));
}

/** The text of the selection; null when nothing that can be copied is selected. */
export function textOf({ store }: Designer, at: Situation): string | null {
  const ids = membersOf(at).map(({ id }) => id);
  return ids.length === 0 ? null : fragmentText(copyParts(store.getState().document, ids));
}

/** Pastes what the clipboard holds; what this tab copied last where the browser does not let a page read. */
export async function paste(designer: Designer, how: { keepOutside: boolean }): Promise<void> {
  const own = designer.session.getState().clipboard?.text ?? '';
  const text = await navigator.clipboard?.readText().catch(() => own);
  pasteText(designer, text || own, how);
}

/** Pastes a text that is a piece of a design; says so when it is none. */
export function pasteText(designer: Designer, text: string, how: { keepOutside: boolean }): void {
  const { session } = designer;
  if (text.trim() === '') return say(session, said.nothingToPaste);
  const read = parseFragment(text);
  if (!read.ok) return say(session, said.notPasted);
  const { clipboard } = session.getState();
  const pasted = clipboard?.text === text ? clipboard.pasted + 1 : 1;
  const by = offset(designer, read.fragment, pasted);
  const selected = onlySelected(session.getState());
  const into = selected !== null && read.fragment.hosted.length > 0 ? { into: selected } : {};
  const { document } = designer.store.getState();
  place(designer, pasteEdit(document, read.fragment, newId, by, { ...how, ...into }));
  session.setState({ clipboard: { text, pasted } });
}

/** Where the sheet's menu was opened; else beside what was copied, one step further each time, or in the middle of the view. */
function offset(designer: Designer, fragment: Fragment, nth: number): { dx: number; dy: number } {
  const parts = Object.values(fragment.document.components).filter(({ host }) => host === null);
  const at = around(parts.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
  const { sheetPoint } = designer.session.getState();
  const { x, y } = sheetPoint ?? designer.view.now().centre();
  designer.session.setState({ sheetPoint: null });
  const far = !designer.view.now().sees({ x: at.x, y: at.y });
  if (far || sheetPoint) return { dx: snap(x - at.x - at.width / 2), dy: snap(y - at.y - at.height / 2) };
  return { dx: STEP * nth, dy: STEP * nth };
}

const FEW = 6;
/** A block is so much longer than it is high, counted in copies. */
const BLOCK_SHAPE = 1.5;
const KEEP = { keepOutside: true };

/** Copies of the selection beside it, numbered, joined to what the originals are joined to. */
export function duplicateSelection(designer: Designer, at: Situation, copies: number): void {
  const ids = membersOf(at).map(({ id }) => id);
  const { layout } = at.analysis;
  const rects = [...ids, ...at.groups].flatMap((id) => (layout.get(id) ?? layout.groups.get(id))?.rect ?? []);
  const box = around(rects);
  const inside = box.width === 0;
  // A few stand side by side; many make a block, which is what fits on a screen.
  const perRow = copies < FEW ? copies + 1 : Math.ceil(Math.sqrt((copies + 1) * BLOCK_SHAPE));
  const step = {
    dx: inside ? STEP : snap(box.width + GAP_X),
    dy: inside ? STEP : snap(box.height + GAP_X),
    perRow,
  };
  place(designer, duplicateEdit(designer.store.getState().document, ids, copies, newId, step, KEEP));
}

/** A copy of parts at some distance: the end of a drag with Alt. */
export function dragCopy(designer: Designer, ids: readonly string[], dx: number, dy: number): void {
  const { document } = designer.store.getState();
  const made = duplicateEdit(document, ids, 1, newId, { dx, dy }, KEEP);
  if ('refused' in made) return place(designer, made);
  // A copy belongs where it is let go, like a part that is moved there.
  const changes = [...regrouped(analysisOf(designer).layout, new Set(ids), dx, dy)];
  const components = made.edit.components.map((copy) => {
    const isCopyOf = (id: string) => {
      const from = document.components[id];
      return from && Math.round(from.x + dx) === copy.x && Math.round(from.y + dy) === copy.y;
    };
    const change = copy.host === null ? changes.find(([id]) => isCopyOf(id)) : undefined;
    return change ? { ...copy, group: change[1] } : copy;
  });
  place(designer, { edit: { ...made.edit, components } });
}

function place(designer: Designer, made: ReturnType<typeof pasteEdit>): void {
  const { session } = designer;
  if ('refused' in made) return say(session, said.tooMany);
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
