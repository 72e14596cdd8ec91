import type { DesignModel, Part } from '@patchbay/engine/design';
import { toolText } from '../../messages/canvas.ts';
import { analysisOf, perform, type Designer } from '../store/designer.ts';
import { focusPart, say, select } from '../store/session-store.ts';
import { said } from '../../messages/canvas.ts';
import { problemsSaid } from '../../messages/findings.ts';
import { detach, removeSelected } from './gestures.ts';

export type PartAction = 'append' | 'connect' | 'move-into' | 'detach' | 'rename' | 'remove';

/** The actions on a part, in the order of its toolbar, each with its key. */
export const PART_ACTIONS: readonly {
  readonly action: PartAction;
  readonly label: string;
  readonly keys: string;
}[] = [
  { action: 'append', label: toolText.append, keys: 'A' },
  { action: 'connect', label: toolText.connect, keys: 'C' },
  { action: 'move-into', label: toolText.moveInto, keys: 'M' },
  { action: 'detach', label: toolText.detach, keys: '' },
  { action: 'rename', label: toolText.rename, keys: 'F2' },
  { action: 'remove', label: toolText.remove, keys: 'Del' },
];

/** Why an action is not to be had for a part; null when it is. One predicate for button, key and menu. */
export function unavailable(model: DesignModel, part: Part, action: PartAction): string | null {
  switch (action) {
    case 'append':
      return part.type.layer === 'storage' && part.type.ports.length === 0 ? toolText.hostsNothing : null;
    case 'connect':
      return part.type.ports.length === 0 ? toolText.noPorts : null;
    case 'move-into':
      return part.type.hostedOn === null ? toolText.notHostable : null;
    case 'detach':
      return part.component.host === null || !model.byId.has(part.component.host) ? toolText.notHosted : null;
    case 'rename':
    case 'remove':
      return null;
    default:
      return action satisfies never;
  }
}

/** Does an action on a part; says why when it cannot. */
export function runAction(designer: Designer, id: string, action: PartAction): void {
  const { session } = designer;
  const analysis = analysisOf(designer);
  const part = analysis.model.byId.get(id);
  const reason = part ? unavailable(analysis.model, part, action) : null;
  if (reason !== null) return say(session, reason);
  if (action === 'remove') return removeById(designer, id);
  if (!part) return;
  if (action === 'detach') {
    perform(designer, detach(analysis, id));
    return focusPart(session);
  }
  session.setState({ dialog: { show: action, id } });
}

/** Deletes a part or a connection; the focus goes to what stood nearest in reading order. */
export function removeById(designer: Designer, id: string): void {
  const before = analysisOf(designer);
  const roots = [...before.layout.keys()];
  const at = roots.indexOf(id);
  perform(designer, removeSelected(before, id));
  const { layout } = analysisOf(designer);
  const near = [roots[at + 1], roots[at - 1]].find((other) => other !== undefined && layout.has(other));
  if (designer.session.getState().selected === null) designer.session.setState({ focused: near ?? null });
  focusPart(designer.session);
}

export function undoRedo({ store, session, catalog }: Designer, way: 'undo' | 'redo'): void {
  const { past, future, [way]: go } = store.getState();
  if ((way === 'undo' ? past : future).length === 0) return;
  go();
  const designer = { store, session, catalog };
  const { document } = designer.store.getState();
  const { selected } = session.getState();
  if (selected !== null && !document.components[selected] && !document.connections[selected])
    select(session, null);
  say(session, way === 'undo' ? said.undone : said.redone);
}

/** Selects the next or previous finding and its first subject. */
export function stepFinding(designer: Designer, by: 1 | -1): void {
  const { findings } = analysisOf(designer);
  const { session } = designer;
  if (findings.length === 0) return say(session, problemsSaid(0, 0));
  const at = findings.findIndex(({ id }) => id === session.getState().finding);
  const next =
    findings[
      at === -1 ? (by === 1 ? 0 : findings.length - 1) : (at + by + findings.length) % findings.length
    ];
  if (next) showFinding(designer, next.id);
}

/** Shows a finding: its part selected and in view, its card open. */
export function showFinding(designer: Designer, id: string): void {
  const finding = analysisOf(designer).findings.find((one) => one.id === id);
  const subject = finding?.subjects[0];
  if (!finding || subject === undefined) return;
  select(designer.session, subject);
  designer.session.setState({ finding: id, tab: 'compatibility' });
  focusPart(designer.session);
}
