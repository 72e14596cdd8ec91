import { showOverlay } from '../../../commands/overlay.ts';
import { commandReason as why } from '../../../messages/designer/commands.ts';
import { applyFirstFix, firstFix, stepFinding } from '../actions.ts';
import { always, type Command } from './command.ts';
import { membersOf } from './situation.ts';

type ViewCommand =
  | 'find'
  | 'search-parts'
  | 'next-problem'
  | 'previous-problem'
  | 'quick-fix'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-100'
  | 'fit'
  | 'fit-selection'
  | 'select-tool'
  | 'hand-tool'
  | 'grid'
  | 'snap'
  | 'panels'
  | 'commands'
  | 'keys';

const noProblems: Command['unavailable'] = ({ analysis }) =>
  analysis.findings.length === 0 ? why.noProblems : null;

/** What changes nothing in the design. */
export const VIEW_COMMANDS: Readonly<Record<ViewCommand, Command>> = {
  find: {
    unavailable: always,
    run: ({ session }) => session.setState({ panels: true, leftPane: 'outline', search: 'outline' }),
  },
  'search-parts': {
    unavailable: always,
    run: ({ session }) => session.setState({ panels: true, leftPane: 'catalog', search: 'catalog' }),
  },
  'next-problem': { unavailable: noProblems, run: (designer) => stepFinding(designer, 1) },
  'previous-problem': { unavailable: noProblems, run: (designer) => stepFinding(designer, -1) },
  'quick-fix': {
    unavailable: (at, designer) => noProblems(at, designer) ?? (firstFix(designer, at) ? null : why.noFix),
    run: applyFirstFix,
  },
  'zoom-in': { unavailable: always, run: ({ view }) => view.now().zoomBy(1) },
  'zoom-out': { unavailable: always, run: ({ view }) => view.now().zoomBy(-1) },
  'zoom-100': { unavailable: always, run: ({ view }) => view.now().zoomTo(1) },
  fit: { unavailable: always, run: ({ view }) => view.now().fit(null) },
  'fit-selection': {
    unavailable: (at) => (membersOf(at).length === 0 ? why.nothing : null),
    run: ({ view }, at) => view.now().fit(membersOf(at).map(({ id }) => id)),
  },
  'select-tool': { unavailable: always, run: ({ session }) => session.setState({ tool: 'select' }) },
  'hand-tool': { unavailable: always, run: ({ session }) => session.setState({ tool: 'hand' }) },
  grid: { unavailable: always, run: ({ session }) => session.setState(({ grid }) => ({ grid: !grid })) },
  snap: { unavailable: always, run: ({ session }) => session.setState(({ snap }) => ({ snap: !snap })) },
  panels: {
    unavailable: always,
    run: ({ session }) => session.setState(({ panels }) => ({ panels: !panels })),
  },
  commands: { unavailable: always, run: () => showOverlay('commands') },
  keys: { unavailable: always, run: () => showOverlay('keys') },
};
