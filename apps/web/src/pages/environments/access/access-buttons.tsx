import { ActionIcon, Button } from '@mantine/core';
import { IconFiles, IconFileText, IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { Part } from '../../../api/types.ts';
import { accessText } from '../../../messages/access.ts';
import { FilesDialog } from './files-dialog.tsx';
import { LogsDrawer } from './logs-drawer.tsx';
import type { Machine } from './machine.ts';
import { OpenPage } from './open-page.tsx';
import { Reason } from './reason.tsx';
import classes from './access.module.css';

interface AccessButtonsProps {
  machine: Machine;
  ports: Part['ports'];
  /** A folder of it that is kept from slot to slot. */
  kept: string | null;
  /** Why nothing can be reached now; null when it can. */
  reason: string | null;
  onTerminal: () => void;
}

/** Every way to one machine. While there is none, the buttons stay and say why. */
export function AccessButtons({ machine, ports, kept, reason, onTerminal }: AccessButtonsProps) {
  const [shown, setShown] = useState<'files' | 'logs' | null>(null);
  const off = reason !== null;
  const close = () => setShown(null);
  const act = (what: () => void) => (off ? undefined : what);
  return (
    <div role="group" aria-label={accessText.group(machine.name)} className={classes.group}>
      <Reason reason={reason}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTerminal2 size={14} aria-hidden />}
          aria-label={accessText.terminalOf(machine.name)}
          data-disabled={off || undefined}
          aria-disabled={off || undefined}
          onClick={act(onTerminal)}
        >
          {accessText.terminal}
        </Button>
      </Reason>
      <OpenPage machine={machine} ports={ports} reason={reason} />
      <Reason reason={reason} label={accessText.files}>
        <ActionIcon
          size={28}
          variant="default"
          aria-label={accessText.filesOf(machine.name)}
          data-disabled={off || undefined}
          aria-disabled={off || undefined}
          onClick={act(() => setShown('files'))}
        >
          <IconFiles size={14} aria-hidden />
        </ActionIcon>
      </Reason>
      <Reason reason={reason} label={accessText.logs}>
        <ActionIcon
          size={28}
          variant="default"
          aria-label={accessText.logsOf(machine.name)}
          data-disabled={off || undefined}
          aria-disabled={off || undefined}
          onClick={act(() => setShown('logs'))}
        >
          <IconFileText size={14} aria-hidden />
        </ActionIcon>
      </Reason>
      {shown === 'files' && <FilesDialog machine={machine} kept={kept} onClose={close} />}
      {shown === 'logs' && <LogsDrawer machine={machine} onClose={close} />}
    </div>
  );
}
