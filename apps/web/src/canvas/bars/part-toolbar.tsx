import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useStore } from '@xyflow/react';
import { canvasText } from '../../messages/canvas.ts';
import { commandText } from '../../messages/designer/commands.ts';
import { keysOf } from '../commands/table/bindings.ts';
import type { CommandId } from '../commands/table/command.ts';
import { reasonOf, runCommand } from '../commands/table/commands.ts';
import { situationWith, type Situation } from '../commands/table/situation.ts';
import { around, type Rect } from '../layout/geometry.ts';
import { rootOf } from '../layout/layout.ts';
import { COMMAND_ICONS } from '../marks/command-icon.ts';
import { keyText } from '../../ui/keys/key.tsx';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import classes from '../flow/flow.module.css';

const ONE: readonly CommandId[] = [
  'append',
  'connect',
  'replace',
  'duplicate',
  'abstract',
  'rename',
  'remove',
];
const MANY: readonly CommandId[] = [
  'connect',
  'duplicate',
  'group',
  'abstract',
  'align-left',
  'tidy',
  'remove',
];
const GROUP: readonly CommandId[] = ['collapse', 'duplicate', 'abstract', 'rename', 'ungroup', 'remove'];
const CONNECTION: readonly CommandId[] = ['disconnect'];

const BUTTON = 32;
const HEIGHT = 32;
const LIFT = 42;

/** Floats above what is selected, at the same size at every zoom, and never outside the canvas. */
export function PartToolbar() {
  const designer = useDesigner();
  useAnalysis();
  const selection = useSession((state) => state.selection);
  const busy = useSession(
    (state) =>
      state.moving !== null ||
      state.carry !== null ||
      state.connecting !== null ||
      state.placing !== null ||
      state.draft !== null,
  );
  const at = situationWith(designer, selection);
  const anchor = anchorOf(at);
  const commands = commandsFor(at);
  const place = usePlace(anchor, (commands.length + 1) * BUTTON);
  if (!anchor || busy) return null;
  const name =
    at.components.length === 1 ? (at.components[0]?.name ?? '') : canvasText.selected(selection.length);
  return (
    <div role="toolbar" aria-label={canvasText.bar(name)} className={classes.toolbar} style={place}>
      {commands.map((command) => (
        <Tool
          key={command}
          command={command}
          reason={reasonOf(designer, command, at)}
          press={() => runCommand(designer, command, selection)}
        />
      ))}
      <Tooltip label={canvasText.more}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          mx={2}
          aria-label={canvasText.more}
          aria-haspopup="menu"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            designer.session.setState({ menu: { x: left, y: bottom + 4 } });
          }}
        >
          <IconDots size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function commandsFor({ components, groups, connections }: Situation): readonly CommandId[] {
  if (components.length + groups.length > 1) return MANY;
  if (groups.length === 1) return GROUP;
  return components.length === 0 && connections.length > 0 ? CONNECTION : ONE;
}

/** What the bar belongs to: the selected parts together, or the middle of a connection. */
function anchorOf({ analysis, model, components, groups, connections }: Situation): Rect | null {
  const { layout, lines } = analysis;
  const rects = [
    ...components.flatMap(({ id }) => layout.get(rootOf(model, id))?.rect ?? []),
    ...groups.flatMap((id) => layout.groups.get(id)?.rect ?? []),
  ];
  if (rects.length > 0) return around(rects);
  const line = lines.find(({ id }) => connections.includes(id));
  return line ? { ...line.labelAt, width: 16, height: 0 } : null;
}

function usePlace(anchor: Rect | null, across: number): { left: number; top: number } | undefined {
  const [tx, ty, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  if (!anchor) return undefined;
  const right = (anchor.x + anchor.width) * zoom + tx;
  const above = anchor.y * zoom + ty - LIFT;
  const below = (anchor.y + anchor.height) * zoom + ty + LIFT - HEIGHT;
  const left = Math.max(8, Math.min(width - across - 8, right - across));
  if (above >= 8) return { left, top: Math.min(height - 40, above) };
  if (below + HEIGHT <= height - 8) return { left, top: Math.max(8, below) };
  // It reaches from edge to edge: beside it, where there is room.
  return { left: Math.max(8, Math.min(width - across - 8, right + 8)), top: 8 };
}

function Tool({ command, reason, press }: { command: CommandId; reason: string | null; press: () => void }) {
  const label = commandText[command].replace('…', '');
  const keys = keyText(keysOf(command));
  const Shape = COMMAND_ICONS[command];
  const hint = reason === null ? (keys ? `${label} (${keys})` : label) : `${label}: ${reason}`;
  return (
    <Tooltip label={hint}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={reason === null ? commandText[command] : `${commandText[command]}, ${reason}`}
        aria-disabled={reason !== null || undefined}
        style={reason === null ? undefined : { opacity: 0.4 }}
        onClick={reason === null ? press : undefined}
        mx={2}
      >
        <Shape size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
