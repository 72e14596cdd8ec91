import { align, distribute, type Alignment, type Move } from '@patchbay/engine/design';
import { commandReason as why, commandText } from '../../../messages/designer/commands.ts';
import { said } from '../../../messages/designer/said.ts';
import { applySettled, type Designer } from '../../store/designer.ts';
import { refuse, say } from '../../store/session-store.ts';
import type { Command } from './command.ts';
import { membersOf, situationOf, standing, type Situation } from './situation.ts';

type ArrangeCommand =
  | `align-${'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom'}`
  | 'distribute-across'
  | 'distribute-down'
  | 'tidy';

const atLeast =
  (n: 2 | 3): Command['unavailable'] =>
  (at) =>
    standing(at).length >= n ? null : n === 2 ? why.two : why.three;

const aligning = (alignment: Alignment): Command => ({
  unavailable: atLeast(2),
  run: (designer, at) => move(designer, align(boxes(at), alignment), commandText[`align-${alignment}`]),
});

const distributing = (way: 'across' | 'down'): Command => ({
  unavailable: atLeast(3),
  run: (designer, at) =>
    move(
      designer,
      distribute(boxes(at), way === 'across' ? 'horizontal' : 'vertical'),
      commandText[`distribute-${way}`],
    ),
});

/** Where parts stand, several at once, each as one step. */
export const ARRANGE_COMMANDS: Readonly<Record<ArrangeCommand, Command>> = {
  'align-left': aligning('left'),
  'align-centre': aligning('centre'),
  'align-right': aligning('right'),
  'align-top': aligning('top'),
  'align-middle': aligning('middle'),
  'align-bottom': aligning('bottom'),
  'distribute-across': distributing('across'),
  'distribute-down': distributing('down'),
  tidy: {
    unavailable: ({ analysis: { layout } }) => (layout.size + layout.groups.size < 2 ? why.tidyOne : null),
    run: (designer) => void tidy(designer),
  },
};

function boxes(at: Situation) {
  return standing(at).flatMap(({ id }) => {
    const rect = at.analysis.layout.get(id)?.rect;
    return rect ? [{ id, ...rect }] : [];
  });
}

function move(designer: Designer, moves: readonly Move[], text: string): void {
  applySettled(designer, { do: 'move-many', moves });
  say(designer.session, text);
}

/** All parts, or the selected ones where several are, by the layout library; loaded when it is first asked for. */
async function tidy(designer: Designer): Promise<void> {
  const library = await import('../../layout/arrange.ts').catch(() => null);
  if (!library) return refuse(designer.session, said.notLoaded(commandText.tidy));
  // As it is by now: loading may have taken a while.
  const at = situationOf(designer);
  const chosen = membersOf(at).length > 1 ? standing(at).map(({ id }) => id) : null;
  const moves = library.arrange(at.model, at.analysis.layout, chosen);
  move(designer, moves, commandText.tidy);
  if (chosen === null) designer.view.now().fit(null);
}
