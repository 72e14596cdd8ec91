import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import type { Host, Site } from '../../../api/types.ts';
import { hostText } from '../../../messages/hosts.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { mebibytes, short } from '../../../ui/format/quantity.ts';
import { focusHeading } from '../../../ui/layout/focus-heading.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';

interface RemoveHostProps {
  site: Site;
  host: Host;
  opened: boolean;
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks before a host leaves the inventory, and names what leaves with it. */
export function RemoveHost({ site, host, opened, onClose, onRemoved }: RemoveHostProps) {
  const queries = useQueryClient();
  const remove = useMutation({
    ...trpc.dataCenter.removeHost.mutationOptions(),
    onSuccess: async () => {
      onRemoved();
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: hostText.removed(host.name) });
      focusHeading();
    },
  });
  const confirm = useRefocus<HTMLButtonElement>(remove.isError);
  const close = () => {
    remove.reset();
    onClose();
  };
  const { cpuMilli, memoryMiB, diskMiB } = host.capacity;
  return (
    <Modal opened={opened} onClose={close} title={hostText.removeTitle(host.name)}>
      <Stack gap="lg">
        <Stack gap="sm">
          <Text>
            {host.engine
              ? hostText.removeNames(host.engine.engine, host.engine.address)
              : hostText.removeSimulated}
          </Text>
          <Text>
            {hostText.removeOffer(
              short(cpuMilli / 1000),
              mebibytes(memoryMiB),
              mebibytes(diskMiB),
              site.name,
            )}
          </Text>
          {host.engine && <Text c="dimmed">{hostText.removeStays}</Text>}
          {host.keptBy > 0 && (
            <div>
              <StateGlyph state="step" word={hostText.removeKept.title} />
              <Text>{hostText.removeKeeps(host.keptBy)}</Text>
            </div>
          )}
        </Stack>
        {remove.error && <ErrorNotice error={remove.error} instead={refusal(remove.error)} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            {hostText.removeKeep}
          </Button>
          <Button
            ref={confirm}
            color="danger"
            loading={remove.isPending}
            disabled={host.keptBy > 0}
            onClick={() => remove.mutate({ hostId: host.id })}
          >
            {hostText.removeDo(host.name)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function refusal(error: unknown) {
  const { issues } = failureOf(error);
  return { CONFLICT: issues.includes('kept') ? hostText.removeKept : hostText.removeBooked };
}
