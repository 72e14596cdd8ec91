import type { KeyGroup } from '../../../commands/command.ts';
import { usePageCommands } from '../../../commands/page-commands.ts';
import { commandText, keysText } from '../../../messages/designer/commands.ts';
import { giveFocusBack } from '../../dialogs/give-focus-back.ts';
import { COMMAND_ICONS } from '../../marks/command-icon.ts';
import { useDesigner } from '../../store/designer.ts';
import { keysOf } from './bindings.ts';
import type { CommandId } from './command.ts';
import { COMMAND_IDS, reasonOf, runCommand } from './commands.ts';
import { situationOf } from './situation.ts';

/** What the frame has itself, on every page. */
const OF_THE_FRAME: ReadonlySet<CommandId> = new Set(['commands', 'keys']);

/** Every command of the designer by name, with its keys, or with why it is not to be had. */
export function useOfferedCommands(): void {
  const designer = useDesigner();
  usePageCommands({
    title: keysText.page,
    list: () => {
      const at = situationOf(designer);
      return COMMAND_IDS.filter((id) => !OF_THE_FRAME.has(id)).map((id) => ({
        id: `designer ${id}`,
        label: commandText[id],
        icon: COMMAND_ICONS[id],
        keys: keysOf(id) || undefined,
        reason: reasonOf(designer, id, at),
        run: () => runCommand(designer, id),
      }));
    },
    sheet: SHEET,
    takeFocus: (opener) => giveFocusBack(designer.session, opener),
  });
}

const SHEET: readonly KeyGroup[] = keysText.groups.map(({ title, commands, more }) => ({
  title,
  rows: [
    ...more.map(([chord, what]) => ({ chord, what })),
    ...commands.map((id) => ({ chord: keysOf(id), what: commandText[id].replace('…', '') })),
  ],
}));
