import { copies, hostOf } from '@patchbay/engine/design';
import { commandReason as why } from '../../../messages/designer/commands.ts';
import { inReading } from '../../layout/layout.ts';
import { analysisOf } from '../../store/designer.ts';
import { focusPart, selectAll } from '../../store/session-store.ts';
import { removeAll, removeAndJoin, undoRedo } from '../actions.ts';
import { copySelection, duplicateSelection, paste } from '../clipboard.ts';
import { always, type Command } from './command.ts';
import { separate, takeApartOne } from '../counts.ts';
import { membersOf, type Situation } from './situation.ts';

type EditCommand =
  | 'add'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'paste-connected'
  | 'duplicate'
  | 'duplicate-many'
  | 'separate'
  | 'open'
  | 'take-apart'
  | 'disconnect'
  | 'remove'
  | 'remove-and-join'
  | 'select-all';

const noParts = (at: Situation) => (membersOf(at).length === 0 ? why.nothing : null);

const noAbstraction = ({ only }: Situation) =>
  only?.type.layer === 'abstraction' ? null : why.notAbstraction;

/** What changes the design at once, and taking it back. */
export const EDIT_COMMANDS: Readonly<Record<EditCommand, Command>> = {
  add: { unavailable: always, run: ({ session }) => session.setState({ dialog: { show: 'add' } }) },
  undo: {
    unavailable: (_, { store }) => (store.getState().past.length === 0 ? why.nothingToUndo : null),
    run: (designer) => undoRedo(designer, 'undo'),
  },
  redo: {
    unavailable: (_, { store }) => (store.getState().future.length === 0 ? why.nothingToRedo : null),
    run: (designer) => undoRedo(designer, 'redo'),
  },
  cut: {
    unavailable: noParts,
    run: (designer, at) => {
      copySelection(designer, at);
      removeAll(designer, at);
    },
  },
  copy: { unavailable: noParts, run: (designer, at) => copySelection(designer, at) },
  paste: { unavailable: always, run: (designer) => void paste(designer, { keepOutside: false }) },
  'paste-connected': { unavailable: always, run: (designer) => void paste(designer, { keepOutside: true }) },
  duplicate: { unavailable: noParts, run: (designer, at) => duplicateSelection(designer, at, 1) },
  'duplicate-many': {
    unavailable: noParts,
    run: ({ session }) => session.setState({ dialog: { show: 'duplicate' } }),
  },
  separate: {
    unavailable: ({ only, model }) => {
      if (!only) return why.onePart;
      const host = hostOf(model, only);
      return only.component.count > 1 && (!host || copies(model, host) === 1) ? null : why.oneCopy;
    },
    run: separate,
  },
  open: {
    unavailable: noAbstraction,
    run: ({ session }, { only }) => {
      if (only) session.setState({ dialog: { show: 'inside', id: only.component.id } });
    },
  },
  'take-apart': { unavailable: noAbstraction, run: takeApartOne },
  disconnect: {
    unavailable: ({ connections }) => (connections.length === 0 ? why.notConnection : null),
    run: removeAll,
  },
  remove: {
    unavailable: (at) => (at.connections.length > 0 ? null : noParts(at)),
    run: removeAll,
  },
  'remove-and-join': {
    unavailable: ({ only, model }) => {
      if (!only) return why.onePart;
      return (model.joins.get(only.component.id) ?? []).length < 2 ? why.notBetween : null;
    },
    run: removeAndJoin,
  },
  'select-all': {
    unavailable: ({ model }) => (Object.keys(model.document.components).length === 0 ? why.empty : null),
    run: (designer) => {
      selectAll(designer.session, inReading(analysisOf(designer).layout));
      focusPart(designer.session);
    },
  },
};
