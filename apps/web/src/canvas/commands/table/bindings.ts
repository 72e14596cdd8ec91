import type { CommandId } from './command.ts';

/**
 * The keys of commands. `Ctrl` is Cmd on a Mac. `drawing` keys count only while the drawing or the outline has the
 * focus, or nothing has; all single keys are of these (WCAG 2.1.4). `elsewhere`: heard by the frame, or what the browser's own
 * copy, cut and paste events stand for; listed to be shown.
 */
interface Binding {
  readonly command: CommandId;
  /** As in `ui/keys/chord.ts`. */
  readonly chord: string;
  readonly where: 'anywhere' | 'drawing' | 'elsewhere';
}

export const BINDINGS: readonly Binding[] = [
  { command: 'undo', chord: 'Ctrl+Z', where: 'anywhere' },
  { command: 'redo', chord: 'Ctrl+Shift+Z', where: 'anywhere' },
  { command: 'redo', chord: 'Ctrl+Y', where: 'anywhere' },
  { command: 'commands', chord: 'Ctrl+K', where: 'elsewhere' },
  { command: 'find', chord: 'Ctrl+F', where: 'anywhere' },
  { command: 'search-parts', chord: '/', where: 'drawing' },
  { command: 'keys', chord: '?', where: 'elsewhere' },
  { command: 'next-problem', chord: 'F8', where: 'anywhere' },
  { command: 'previous-problem', chord: 'Shift+F8', where: 'anywhere' },
  { command: 'quick-fix', chord: 'Ctrl+.', where: 'anywhere' },
  { command: 'rename', chord: 'F2', where: 'anywhere' },
  { command: 'rename', chord: 'E', where: 'drawing' },
  { command: 'add', chord: 'N', where: 'drawing' },
  { command: 'append', chord: 'A', where: 'drawing' },
  { command: 'connect', chord: 'C', where: 'drawing' },
  { command: 'replace', chord: 'R', where: 'drawing' },
  { command: 'move-into', chord: 'M', where: 'drawing' },
  { command: 'move-to', chord: 'Shift+M', where: 'drawing' },
  { command: 'move-into', chord: 'Ctrl+Shift+ArrowDown', where: 'drawing' },
  { command: 'detach', chord: 'Ctrl+Shift+ArrowUp', where: 'drawing' },
  { command: 'inspect', chord: 'Ctrl+Enter', where: 'drawing' },
  { command: 'copy', chord: 'Ctrl+C', where: 'elsewhere' },
  { command: 'cut', chord: 'Ctrl+X', where: 'elsewhere' },
  { command: 'paste', chord: 'Ctrl+V', where: 'elsewhere' },
  { command: 'paste-connected', chord: 'Ctrl+Shift+V', where: 'elsewhere' },
  { command: 'duplicate', chord: 'Ctrl+D', where: 'drawing' },
  { command: 'duplicate-many', chord: 'Ctrl+Shift+D', where: 'drawing' },
  { command: 'separate', chord: 'S', where: 'drawing' },
  { command: 'remove', chord: 'Delete', where: 'drawing' },
  { command: 'remove', chord: 'Backspace', where: 'drawing' },
  { command: 'remove-and-join', chord: 'Ctrl+Delete', where: 'drawing' },
  { command: 'select-connected', chord: 'Shift+C', where: 'drawing' },
  { command: 'select-tool', chord: 'V', where: 'drawing' },
  { command: 'hand-tool', chord: 'H', where: 'drawing' },
  { command: 'grid', chord: "Ctrl+'", where: 'drawing' },
  { command: 'snap', chord: 'Alt+S', where: 'drawing' },
  { command: 'panels', chord: 'Alt+Z', where: 'anywhere' },
  { command: 'select-all', chord: 'Ctrl+A', where: 'drawing' },
  { command: 'select-subnet', chord: 'Shift+S', where: 'drawing' },
  { command: 'abstract', chord: 'T', where: 'drawing' },
  { command: 'group', chord: 'Ctrl+G', where: 'drawing' },
  { command: 'ungroup', chord: 'Ctrl+Shift+G', where: 'drawing' },
  { command: 'collapse', chord: 'X', where: 'drawing' },
  { command: 'tidy', chord: 'Alt+Shift+T', where: 'drawing' },
  { command: 'zoom-in', chord: '+', where: 'drawing' },
  { command: 'zoom-in', chord: '=', where: 'drawing' },
  { command: 'zoom-out', chord: '-', where: 'drawing' },
  { command: 'zoom-100', chord: 'Shift+0', where: 'drawing' },
  { command: 'fit', chord: 'Shift+1', where: 'drawing' },
  { command: 'fit-selection', chord: 'Shift+2', where: 'drawing' },
];

const FIRST = new Map(BINDINGS.toReversed().map(({ command, chord }) => [command, chord]));

/** The keys of a command as they are shown; empty where it has none. */
export function keysOf(command: CommandId): string {
  return FIRST.get(command) ?? '';
}
