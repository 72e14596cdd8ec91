import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Maintenance } from '../../../api/types.ts';
import { maintenanceText } from '../../../messages/operator/maintenance.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { Dialog } from '../../../ui/layout/dialog.tsx';

/** Calls a window off, once it was asked. */
export function CancelWindow({ window: { id, name } }: { window: Maintenance }) {
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    ...trpc.dataCenter.cancelMaintenance.mutationOptions(),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.pathKey() });
      notifications.show({ message: maintenanceText.cancelled(name) });
    },
  });
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={maintenanceText.cancelOf(name)}
        onClick={() => setAsking(true)}
      >
        {maintenanceText.cancel}
      </Button>
      {asking && (
        <Dialog title={maintenanceText.sure(name)} onClose={() => setAsking(false)}>
          <Stack gap="md">
            <p>{maintenanceText.sureText}</p>
            {cancel.error && <ErrorNotice error={cancel.error} />}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
                {maintenanceText.keep}
              </Button>
              <Button color="danger" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
                {maintenanceText.cancel}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
