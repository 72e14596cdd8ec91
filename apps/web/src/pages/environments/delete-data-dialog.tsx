import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { liveText } from '../../messages/live.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';

interface DeleteDataDialogProps {
  opened: boolean;
  name: string;
  folders: number;
  pending: boolean;
  error: unknown;
  onDelete: () => void;
  onClose: () => void;
}

/** Asks before data is deleted for good, and says what goes and what stays. */
export function DeleteDataDialog(props: DeleteDataDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={liveText.deleteTitle(props.name)}>
      <Stack gap="lg">
        <Stack gap="sm">
          <Text>{liveText.deleteNames(props.folders)}</Text>
          <Text c="dimmed">{liveText.deleteStays}</Text>
        </Stack>
        {props.error !== null && (
          <ErrorNotice error={props.error} instead={{ CONFLICT: liveText.deleteLate }} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {liveText.deleteKeep}
          </Button>
          <Button color="danger" loading={props.pending} onClick={props.onDelete}>
            {liveText.deleteDo(props.folders)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
