import { Menu } from '@mantine/core';
import { canvasText } from '../../messages/canvas.ts';
import { commandText } from '../../messages/designer/commands.ts';
import { keysOf } from '../commands/table/bindings.ts';
import type { CommandId } from '../commands/table/command.ts';
import { menuFor, reasonOf, runCommand, type MenuItems } from '../commands/table/commands.ts';
import { situationWith } from '../commands/table/situation.ts';
import { COMMAND_ICONS } from '../marks/command-icon.ts';
import { keyText } from '../../ui/keys/key.tsx';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { focusPart } from '../store/session-store.ts';
import classes from './menu.module.css';

/** What can be done with the selection, where the other button was pressed. What cannot be done comes last and says why. */
export function ContextMenu() {
  const designer = useDesigner();
  useAnalysis();
  const menu = useSession((state) => state.menu);
  const selection = useSession((state) => state.selection);
  if (!menu) return null;
  const at = situationWith(designer, selection);
  const reasons = new Map<CommandId, string | null>();
  const items = menuFor(at);
  for (const id of items) if (id) reasons.set(id, reasonOf(designer, id, at));
  const close = () => {
    designer.session.setState({ menu: null });
    if (designer.session.getState().dialog === null) focusPart(designer.session);
  };
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      // Slides up along the pointer rather than out of the window.
      middlewares={{ flip: false, shift: { crossAxis: true, padding: 8 } }}
      withinPortal
      width={300}
      returnFocus={false}
      // It may scroll, and then has to hold something that Tab reaches.
      menuItemTabIndex={0}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={canvasText.more}
          className={classes.anchor}
          style={{ left: menu.x, top: menu.y }}
        />
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {ordered(items, reasons).map((id, index) =>
          id === null ? (
            <Menu.Divider key={index} />
          ) : (
            <Item
              key={id}
              id={id}
              reason={reasons.get(id) ?? null}
              onPick={() => runCommand(designer, id, selection)}
            />
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Sections keep their order; what is not to be had stands together at the end. */
function ordered(items: MenuItems, reasons: ReadonlyMap<CommandId, string | null>): MenuItems {
  const possible = items.filter((id) => id === null || reasons.get(id) === null);
  const tidy = possible.filter((id, n) => id !== null || (n > 0 && possible[n - 1] !== null));
  const open = tidy.at(-1) === null ? tidy.slice(0, -1) : tidy;
  const closed = items.filter((id) => id !== null && reasons.get(id) !== null);
  return open.length === 0 || closed.length === 0 ? [...open, ...closed] : [...open, null, ...closed];
}

function Item({ id, reason, onPick }: { id: CommandId; reason: string | null; onPick: () => void }) {
  const Shape = COMMAND_ICONS[id];
  return (
    <Menu.Item
      aria-disabled={reason !== null || undefined}
      data-closed={reason !== null || undefined}
      closeMenuOnClick={reason === null}
      leftSection={<Shape size={16} stroke={1.5} aria-hidden />}
      rightSection={reason === null && <span className={classes.side}>{keyText(keysOf(id))}</span>}
      onClick={reason === null ? onPick : undefined}
    >
      {commandText[id]}
      {reason !== null && <span className={classes.reason}>{reason}</span>}
    </Menu.Item>
  );
}
