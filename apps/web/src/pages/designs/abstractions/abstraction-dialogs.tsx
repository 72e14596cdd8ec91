import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { MAX_ABSTRACTION_NAME, MAX_SUMMARY } from '@patchbay/catalog';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../../api/client.ts';
import type { AbstractionRow } from '../../../api/types.ts';
import { abstractionsText } from '../../../messages/designer/library.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { focusHeading } from '../../../ui/layout/focus-heading.ts';

/** A dialog of a card's menu, and the abstraction it is about. */
export interface OpenDialog {
  readonly which: 'rename' | 'remove';
  readonly abstraction: AbstractionRow;
}

interface DialogProps {
  readonly abstraction: AbstractionRow;
  readonly onClose: () => void;
}

export function AbstractionDialog({ open, onClose }: { open: OpenDialog; onClose: () => void }) {
  const Shown = open.which === 'rename' ? RenameDialog : RemoveDialog;
  return <Shown abstraction={open.abstraction} onClose={onClose} />;
}

function RenameDialog({ abstraction, onClose }: DialogProps) {
  const [name, setName] = useState(abstraction.name);
  const [summary, setSummary] = useState(abstraction.summary);
  const queries = useQueryClient();
  const rename = useMutation({
    ...trpc.abstractions.rename.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.abstractions.pathKey() });
      notifications.show({ message: abstractionsText.renamed(name.trim()) });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) rename.mutate({ id: abstraction.id, name: name.trim(), summary: summary.trim() });
  };
  return (
    <Dialog onClose={onClose} title={abstractionsText.renameTitle(abstraction.name)}>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label={abstractionsText.newName}
            data-autofocus
            maxLength={MAX_ABSTRACTION_NAME}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={abstractionsText.summary}
            maxLength={MAX_SUMMARY}
            value={summary}
            onChange={(event) => setSummary(event.currentTarget.value)}
          />
          {rename.error && <ErrorNotice error={rename.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {abstractionsText.cancel}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={rename.isPending}>
              {abstractionsText.renameDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ abstraction, onClose }: DialogProps) {
  const queries = useQueryClient();
  const remove = useMutation({
    ...trpc.abstractions.remove.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.abstractions.library.queryKey() });
      notifications.show({ message: abstractionsText.removed(abstraction.name) });
      onClose();
      focusHeading();
    },
  });
  return (
    <Dialog onClose={onClose} title={abstractionsText.removeTitle(abstraction.name)}>
      <Stack gap="lg">
        <div>
          <Text>{abstractionsText.removeText}</Text>
          <Text c="dimmed">{abstractionsText.removeKept}</Text>
        </div>
        {remove.error && <ErrorNotice error={remove.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {abstractionsText.cancel}
          </Button>
          <Button
            color="danger"
            loading={remove.isPending}
            onClick={() => remove.mutate({ id: abstraction.id })}
          >
            {abstractionsText.removeDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
