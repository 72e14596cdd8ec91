import { Button, Group, Stack, Text } from '@mantine/core';
import { saveText } from '../../messages/designer/saving.ts';
import { Dialog } from '../../ui/layout/dialog.tsx';
import type { Leaving } from './designer-saving.ts';

/** Asks who leaves while the server does not take what is drawn. */
export function LeaveDialog({ stay, leave }: Leaving) {
  return (
    <Dialog onClose={stay} title={saveText.leaveTitle}>
      <Stack gap="lg">
        <Text>{saveText.leaveText}</Text>
        <Group justify="flex-end" gap="sm">
          <Button color="danger" variant="light" onClick={leave}>
            {saveText.leave}
          </Button>
          <Button onClick={stay} data-autofocus>
            {saveText.stay}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
