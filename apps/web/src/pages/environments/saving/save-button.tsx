import { ActionIcon, Tooltip } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { runningText } from '../../../messages/designer/abstractions.ts';
import type { Environment } from '../../../api/types.ts';

const SaveDialog = lazy(() => import('./save-dialog.tsx').then((module) => ({ default: module.SaveDialog })));

/** Keeps what runs as an abstraction. */
export function SaveButton({ environment, reason }: { environment: Environment; reason: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tooltip label={reason ?? runningText.save} multiline maw={320}>
        <ActionIcon
          variant="default"
          size={32}
          aria-label={runningText.save}
          data-disabled={reason !== null || undefined}
          aria-disabled={reason !== null || undefined}
          onClick={reason === null ? () => setOpen(true) : undefined}
        >
          <IconStack2 size={16} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {open && (
        <Suspense>
          <SaveDialog environment={environment} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
