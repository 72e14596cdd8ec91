import { chooseParts } from '@patchbay/engine/design';
import { commandReason as why } from '../../../messages/designer/commands.ts';
import { draftOf } from '../../abstractions/drafting.ts';
import type { Command } from './command.ts';
import { membersOf, type Situation } from './situation.ts';

type AbstractionCommand = 'abstract';

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
};

const idsOf = (at: Situation) => membersOf(at).map(({ id }) => id);
