import { IconArrowRight } from '@tabler/icons-react';
import { useDeferredValue, useState } from 'react';
import { useMe } from '../../api/session.ts';
import { commandsText } from '../../messages/frame/commands.ts';
import { Key, keysIn } from '../../ui/keys/key.tsx';
import { PickFrame } from '../../ui/pick/pick-frame.tsx';
import { PickList, type PickOption } from '../../ui/pick/pick-list.tsx';
import list from '../../ui/pick/pick-list.module.css';
import type { Command } from '../command.ts';
import { pageCommands } from '../page-commands.ts';
import { find, type CommandGroup } from './find.ts';
import { recentCommands, rememberCommand } from './recent.ts';
import { useProductCommands } from './product-commands.ts';
import { useThings } from './things.ts';
import classes from './palette.module.css';

interface PaletteProps {
  /** Closes it, and does something once what had the focus before has it again. */
  readonly onClose: (then?: () => void) => void;
}

/** All that can be done and all that can be gone to: first what the page offers, then other pages, then things by name. */
export function Palette({ onClose }: PaletteProps) {
  const [query, setQuery] = useState('');
  const groups = useGroups(query);
  const found = find(groups, query);
  const shown = query.trim() === '' ? [...recentGroup(groups), ...found] : found;
  const pick = (id: string) => {
    const command = shown
      .flatMap(({ commands }) => commands)
      .find((one) => one.id === id.replace(RECENT, ''));
    if (!command) return;
    rememberCommand(command.id);
    onClose(command.run);
  };
  return (
    <PickFrame title={commandsText.title} onClose={() => onClose()}>
      <PickList
        title={commandsText.title}
        query={query}
        onQuery={setQuery}
        groups={shown.map(({ title, commands }) => ({
          title,
          options: commands.map((command) =>
            optionOf(command, title === commandsText.recent ? RECENT + command.id : command.id),
          ),
        }))}
        nothing={commandsText.nothing}
        onPick={pick}
      />
      <p className={list.foot} aria-hidden>
        <span>
          <Key>↑</Key>
          <Key>↓</Key> {commandsText.choose}
        </span>
        <span>
          <Key>Enter</Key> {commandsText.run}
        </span>
        <span>
          <Key>Esc</Key> {commandsText.leave}
        </span>
      </p>
    </PickFrame>
  );
}

/** What was used last stands twice in the list: this tells the one of the top from the other. */
const RECENT = 'recent ';

/** As it was offered when the palette was opened: what is typed changes neither the page nor who looks at it. */
function useGroups(query: string): CommandGroup[] {
  const [page] = useState(() => {
    const offered = pageCommands();
    return offered ? [{ title: offered.title, commands: offered.list() }] : [];
  });
  const things = useThings(useMe(), useDeferredValue(query));
  return [...page, ...useProductCommands(), ...things];
}

function recentGroup(groups: readonly CommandGroup[]): CommandGroup[] {
  const all = new Map(groups.flatMap(({ commands }) => commands).map((command) => [command.id, command]));
  const commands = recentCommands().flatMap((id) => all.get(id) ?? []);
  const possible = commands.filter(({ reason }) => !reason);
  return possible.length === 0 ? [] : [{ title: commandsText.recent, commands: possible }];
}

function optionOf(
  { label, icon: Shape = IconArrowRight, keys, note, reason = null }: Command,
  id: string,
): PickOption {
  return {
    id,
    label,
    icon: <Shape size={16} />,
    note: keys ? <Chord chord={keys} /> : note,
    reason,
    possible: reason === null,
  };
}

/** One press after the other has a space between. */
function Chord({ chord }: { chord: string }) {
  return (
    <span className={classes.chord}>
      {chord.split(' ').map((press) => keysIn(press).map((key) => <Key key={`${press} ${key}`}>{key}</Key>))}
    </span>
  );
}
