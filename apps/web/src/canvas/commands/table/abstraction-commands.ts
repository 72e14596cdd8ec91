import { chooseParts } from '@patchbay/engine/design';
import { commandReason as why } from '../../../messages/designer/commands.ts';
import { draftOf } from '../../abstractions/drafting.ts';
import { updateOf } from '../../versions/updating.ts';
import type { Command } from './command.ts';
import { membersOf, type Situation } from './situation.ts';

type AbstractionCommand = 'abstract' | 'update';

/** Parts that become one, and what is done to those that are. */
export const ABSTRACTION_COMMANDS: Readonly<Record<AbstractionCommand, Command>> = {
  abstract: {
    unavailable: (at) => {
      const ids = idsOf(at);
      if (ids.length === 0) return why.nothing;
      return 'refused' in chooseParts(at.model.document, ids) ? why.tower : null;
    },
    run: (designer, at) => {
      const draft = draftOf(designer, idsOf(at));
      designer.session.setState({ draft, panels: true, menu: null, carry: null, connecting: null });
    },
  },
  update: {
    unavailable: ({ only }, designer) => {
      if (only?.type.layer !== 'abstraction') return why.notAbstraction;
      return updateOf(designer, only.component.id) ? null : why.newest;
    },
    run: ({ session }, { only }) => {
      if (only) session.setState({ dialog: { show: 'update', id: only.component.id } });
    },
  },
};

const idsOf = (at: Situation) => membersOf(at).map(({ id }) => id);
