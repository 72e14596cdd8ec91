import { ActionIcon, Tooltip } from '@mantine/core';
import { IconHandStop, IconLayoutGrid, IconPlus, IconPointer, type Icon } from '@tabler/icons-react';
import { canvasText } from '../../messages/canvas.ts';
import { commandText } from '../../messages/designer/commands.ts';
import { keysOf } from '../commands/table/bindings.ts';
import { reasonOf, runCommand } from '../commands/table/commands.ts';
import { situationOf } from '../commands/table/situation.ts';
import { keyText } from '../../ui/keys/key.tsx';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import classes from './tools.module.css';

/** What the pointer does on the sheet, and what is wanted most often. */
export function Tools() {
  const designer = useDesigner();
  useAnalysis();
  const tool = useSession((state) => state.tool);
  const tidy = reasonOf(designer, 'tidy', situationOf(designer));
  return (
    <div role="toolbar" aria-label={canvasText.tools} className={classes.tools}>
      <Tool
        label={canvasText.select}
        keys={keyText(keysOf('select-tool'))}
        icon={IconPointer}
        pressed={tool === 'select'}
        press={() => runCommand(designer, 'select-tool')}
      />
      <Tool
        label={canvasText.hand}
        keys={keyText(keysOf('hand-tool'))}
        icon={IconHandStop}
        pressed={tool === 'hand'}
        press={() => runCommand(designer, 'hand-tool')}
      />
      <span className={classes.split} />
      <Tool
        label={commandText.add.replace('…', '')}
        keys={keyText(keysOf('add'))}
        icon={IconPlus}
        press={() => runCommand(designer, 'add')}
      />
      <Tool
        label={tidy === null ? commandText.tidy : `${commandText.tidy}: ${tidy}`}
        keys={tidy === null ? keyText(keysOf('tidy')) : ''}
        icon={IconLayoutGrid}
        closed={tidy !== null}
        press={() => runCommand(designer, 'tidy')}
      />
    </div>
  );
}

function Tool(props: {
  label: string;
  keys: string;
  icon: Icon;
  pressed?: boolean;
  closed?: boolean;
  press: () => void;
}) {
  const { label, keys, icon: Shape, pressed, closed = false, press } = props;
  return (
    <Tooltip label={keys ? `${label} (${keys})` : label}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        size={28}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={closed || undefined}
        style={closed ? { opacity: 0.4 } : undefined}
        onClick={closed ? undefined : press}
      >
        <Shape size={16} stroke={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
