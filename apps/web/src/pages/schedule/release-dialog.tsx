import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useIntentKey } from '../../api/key.ts';
import type { Slot, SlotState } from '../../api/types.ts';
import { scheduleText } from '../../messages/schedule.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { dayClock, slotText, viewerZone } from '../../ui/format/time.ts';

/** Named in the question before the rest is counted. */
const NAMED = 6;

interface ReleaseDialogProps {
  reservationId: string;
  name: string;
  slot: Slot;
  state: SlotState;
  /** What runs and would end, when the page knows. */
  parts?: readonly string[];
  onClose: () => void;
}

/** Asks before something ends, and names what ends. */
export function ReleaseDialog({ reservationId, name, slot, state, parts = [], onClose }: ReleaseDialogProps) {
  const queries = useQueryClient();
  const key = useIntentKey(reservationId);
  const zone = viewerZone();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.reservations.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.environments.pathKey() }),
    ]);
  const release = useMutation({
    ...trpc.reservations.release.mutationOptions(),
    onSuccess: async () => {
      await refresh();
      notifications.show({ message: scheduleText.released(name) });
      onClose();
      focusHeading();
    },
    onError: () => void refresh(),
  });
  const ahead = state === 'scheduled';
  const end = dayClock(slot.end, zone);
  const groups = grouped(parts);
  const more = groups.slice(NAMED).reduce((sum, [, n]) => sum + n, 0);
  return (
    <Modal opened onClose={onClose} title={scheduleText.releaseTitle(name)}>
      <Stack gap="lg">
        <Stack gap="sm">
          <Text>
            {ahead
              ? scheduleText.releaseAhead(slotText(slot, zone))
              : parts.length > 0
                ? scheduleText.releaseRunning(parts.length, end)
                : scheduleText.releaseRunningPlain(end)}
          </Text>
          {!ahead && parts.length > 0 && (
            <div>
              <Text>{scheduleText.releaseNames}</Text>
              <List size="sm">
                {groups.slice(0, NAMED).map(([part, n]) => (
                  <List.Item key={part}>{scheduleText.releaseSame(n, part)}</List.Item>
                ))}
                {more > 0 && <List.Item>{scheduleText.releaseMore(more)}</List.Item>}
              </List>
            </div>
          )}
          {!ahead && <Text c="dimmed">{scheduleText.releaseCharge}</Text>}
        </Stack>
        {release.error && (
          <ErrorNotice error={release.error} instead={{ CONFLICT: scheduleText.releaseLate }} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {scheduleText.keep}
          </Button>
          <Button
            color="danger"
            loading={release.isPending}
            onClick={() => release.mutate({ key, reservationId })}
          >
            {scheduleText.releaseDo}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Equal names once, with how many there are, in the order in which they first come. */
function grouped(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
