import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import type { KeptData } from '../../api/types.ts';
import { keptNames } from '../../messages/kept.ts';
import { liveText } from '../../messages/live.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { useRefocus } from '../../ui/layout/use-refocus.ts';

interface DeleteDataDialogProps {
  opened: boolean;
  name: string;
  data: readonly KeptData[];
  /** The hosts of its spare copies, which go too. */
  spareOn: readonly string[];
  pending: boolean;
  error: unknown;
  onDelete: () => void;
  onClose: () => void;
}

/** Asks before data is deleted for good, and says what goes and what stays. */
export function DeleteDataDialog(props: DeleteDataDialogProps) {
  const confirm = useRefocus<HTMLButtonElement>(props.error !== null);
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={liveText.deleteTitle(props.name)}>
      <Stack gap="lg">
        <Stack gap="sm">
          <div>
            <Text>{liveText.deleteNames}</Text>
            <List size="sm">
              {keptNames(props.data).map((each) => (
                <List.Item key={each}>{each}</List.Item>
              ))}
              {props.spareOn.length > 0 && <List.Item>{liveText.deleteSpares(props.spareOn)}</List.Item>}
            </List>
          </div>
          <Text>{liveText.deleteAddresses}</Text>
          <Text c="dimmed">{liveText.deleteStays}</Text>
        </Stack>
        {props.error !== null && (
          <ErrorNotice error={props.error} instead={{ CONFLICT: liveText.deleteLate }} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {liveText.deleteKeep}
          </Button>
          <Button ref={confirm} color="danger" loading={props.pending} onClick={props.onDelete}>
            {liveText.deleteDo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
