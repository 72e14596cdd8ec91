import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { MAX_NAME } from '@patchbay/engine/design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../api/client.ts';
import type { DesignRow } from '../../api/types.ts';
import { designsText } from '../../messages/designs.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { Dialog } from '../../ui/layout/dialog.tsx';

/** Parts named in the question before the rest is counted. */
const NAMED_PARTS = 4;

interface DialogProps {
  design: DesignRow;
  onClose: () => void;
}

export function RenameDialog({ design, onClose }: DialogProps) {
  const [name, setName] = useState(design.name);
  const queries = useQueryClient();
  const rename = useMutation({
    ...trpc.designs.rename.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.designs.pathKey() });
      notifications.show({ message: designsText.renamed(name.trim()) });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) rename.mutate({ id: design.id, name: name.trim() });
  };
  return (
    <Dialog onClose={onClose} title={designsText.renameTitle(design.name)}>
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TextInput
            label={designsText.newName}
            data-autofocus
            maxLength={MAX_NAME}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {rename.error && <ErrorNotice error={rename.error} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {designsText.cancel}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={rename.isPending}>
              {designsText.renameDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function RemoveDialog({ design, onClose }: DialogProps) {
  const queries = useQueryClient();
  const remove = useMutation({
    ...trpc.designs.remove.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.designs.list.queryKey() });
      notifications.show({ message: designsText.removed(design.name) });
      onClose();
      focusHeading();
    },
  });
  const names = Object.values(design.document.components).map((component) => component.name);
  return (
    <Dialog onClose={onClose} title={designsText.removeTitle(design.name)}>
      <Stack gap="lg">
        <div>
          <Text>
            {designsText.removeText(
              design.revision,
              names.slice(0, NAMED_PARTS),
              Math.max(0, names.length - NAMED_PARTS),
            )}
          </Text>
          <Text c="dimmed">{designsText.removeKept}</Text>
        </div>
        {remove.error && (
          <ErrorNotice error={remove.error} instead={{ CONFLICT: designsText.removeBooked }} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {designsText.cancel}
          </Button>
          <Button color="danger" loading={remove.isPending} onClick={() => remove.mutate({ id: design.id })}>
            {designsText.removeDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
