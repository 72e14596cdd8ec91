import { commandText } from '../../../messages/designer/commands.ts';
import type { Designer } from '../../store/designer.ts';
import { refuse } from '../../store/session-store.ts';
import { ABSTRACTION_COMMANDS } from './abstraction-commands.ts';
import { ARRANGE_COMMANDS } from './arrange-commands.ts';
import type { Command, CommandId } from './command.ts';
import { EDIT_COMMANDS } from './edit-commands.ts';
import { GROUP_COMMANDS } from './group-commands.ts';
import { PART_COMMANDS } from './part-commands.ts';
import { situationOf, situationWith, type Situation } from './situation.ts';
import { VIEW_COMMANDS } from './view-commands.ts';

/** Everything that can be done. Keys, buttons, menus and the list of commands all lead here. */
const COMMANDS: Readonly<Record<CommandId, Command>> = {
  ...PART_COMMANDS,
  ...EDIT_COMMANDS,
  ...GROUP_COMMANDS,
  ...ABSTRACTION_COMMANDS,
  ...ARRANGE_COMMANDS,
  ...VIEW_COMMANDS,
};

export const COMMAND_IDS = Object.keys(commandText) as CommandId[];

/** Does a command on the selection, or on the given things; says why when it cannot. */
export function runCommand(designer: Designer, id: CommandId, ids?: readonly string[]): void {
  const at = ids ? situationWith(designer, ids) : situationOf(designer);
  const reason = reasonOf(designer, id, at);
  if (reason === null) COMMANDS[id].run(designer, at);
  else refuse(designer.session, `${commandText[id].replace('…', '')}: ${reason}`);
}

/** Why a command is not to be had; null when it is. */
export function reasonOf(designer: Designer, id: CommandId, at: Situation): string | null {
  return COMMANDS[id].unavailable(at, designer);
}

/** Commands with `null` between those that belong together, for a menu on what was pressed. */
export type MenuItems = readonly (CommandId | null)[];

const EDITING: MenuItems = ['cut', 'copy', 'duplicate', 'duplicate-many'];

const PART_MENU: MenuItems = [
  'append',
  'connect',
  'replace',
  'move-into',
  'move-to',
  'detach',
  null,
  ...EDITING,
  'separate',
  null,
  'abstract',
  'open',
  'update',
  'take-apart',
  'select-connected',
  'select-subnet',
  'group-subnet',
  null,
  'rename',
  'inspect',
  'remove',
  'remove-and-join',
];

const MANY_MENU: MenuItems = [
  'append',
  'connect',
  'move-into',
  'move-to',
  'detach',
  null,
  ...EDITING,
  null,
  'abstract',
  'group',
  'ungroup',
  'tidy',
  null,
  'align-left',
  'align-centre',
  'align-right',
  'align-top',
  'align-middle',
  'align-bottom',
  'distribute-across',
  'distribute-down',
  null,
  'fit-selection',
  'remove',
];

const GROUP_MENU: MenuItems = [
  'collapse',
  'rename',
  'move-to',
  null,
  ...EDITING,
  null,
  'abstract',
  'ungroup',
  'fit-selection',
  'remove',
];

const CONNECTION_MENU: MenuItems = ['disconnect'];

const SHEET_MENU: MenuItems = [
  'add',
  'paste',
  'paste-connected',
  null,
  'select-all',
  'tidy',
  'find',
  null,
  'undo',
  'redo',
  null,
  'fit',
  'zoom-100',
  'commands',
  'keys',
];

/** The menu for what is selected. */
export function menuFor({ components, groups, connections }: Situation): MenuItems {
  if (connections.length > 0 && components.length === 0) return CONNECTION_MENU;
  if (components.length + groups.length > 1) return MANY_MENU;
  if (groups.length === 1) return GROUP_MENU;
  return components.length === 1 ? PART_MENU : SHEET_MENU;
}
