import { Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useIntentKey } from '../../api/key.ts';
import { useNoSpending } from '../../api/may.ts';
import { useWorldNow } from '../../api/session.ts';
import type { Environment, Slot, SlotState } from '../../api/types.ts';
import { keptNames } from '../../messages/kept.ts';
import { scheduleText } from '../../messages/schedule.ts';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';
import { money } from '../../ui/format/money.ts';
import { costSoFar } from '../environments/cost-so-far.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { dayClock, slotText, viewerZone } from '../../ui/format/time.ts';
import { Dialog } from '../../ui/layout/dialog.tsx';

/** Named in the question before the rest is counted. */
const NAMED = 6;

interface ReleaseDialogProps {
  reservationId: string;
  /** One slot of it; all that are left without it. */
  slotId?: string | undefined;
  /** How many slots are given back. */
  count?: number;
  environmentId: string;
  name: string;
  slot: Slot;
  state: SlotState;
  onClose: () => void;
}

/** Asks before something ends, and names what ends and what is kept. */
export function ReleaseDialog(props: ReleaseDialogProps) {
  const { reservationId, slotId, count = 1, environmentId, name, slot, state, onClose } = props;
  const environment = useQuery(trpc.environments.get.queryOptions({ id: environmentId })).data;
  const queries = useQueryClient();
  const key = useIntentKey(`${reservationId} ${slotId}`);
  const zone = viewerZone();
  const now = useWorldNow();
  const stopped = useNoSpending();
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
  const parts = (environment?.parts ?? []).filter((part) => part.state !== 'gone').map((part) => part.name);
  const kept = environment?.data ?? [];
  return (
    <Dialog onClose={onClose} title={scheduleText.releaseTitle(name)}>
      <Stack gap="lg">
        <Stack gap="sm">
          <Text>
            {count > 1
              ? scheduleText.releaseAllAhead(count)
              : ahead
                ? scheduleText.releaseAhead(slotText(slot, zone))
                : parts.length > 0
                  ? scheduleText.releaseRunning(parts.length, end)
                  : scheduleText.releaseRunningPlain(end)}
          </Text>
          {!ahead && parts.length > 0 && (
            <Names title={scheduleText.releaseNames} names={endingNames(parts)} />
          )}
          {kept.length > 0 && <Names title={scheduleText.releaseKept} names={keptNames(kept)} />}
          {!ahead && <Text>{kept.length > 0 ? scheduleText.releaseRestLost : scheduleText.releaseLost}</Text>}
          {!ahead && <Text c="dimmed">{chargeText(environment, now)}</Text>}
        </Stack>
        {release.error && (
          <ErrorNotice error={release.error} instead={{ CONFLICT: scheduleText.releaseLate }} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {scheduleText.keep}
          </Button>
          <ReasonedButton
            reason={stopped}
            color="danger"
            loading={release.isPending}
            onClick={() => release.mutate({ key, reservationId, ...(slotId !== undefined && { slotId }) })}
          >
            {scheduleText.releaseDo}
          </ReasonedButton>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What the end costs and saves, as far as it can be said. */
function chargeText(environment: Environment | undefined, now: number): string {
  const spent = environment?.state === 'running' ? costSoFar(environment, now) : null;
  if (!environment || spent === null) return scheduleText.releaseCharge;
  const { expectedMicros, currency } = environment;
  return scheduleText.releaseCost(money(spent, currency), money(expectedMicros - spent, currency));
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <div>
      <Text>{title}</Text>
      <List size="sm">
        {names.map((each) => (
          <List.Item key={each}>{each}</List.Item>
        ))}
      </List>
    </div>
  );
}

/** Equal names once, with how many there are, in the order in which they first come; the last ones only counted. */
function endingNames(parts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  const groups = [...counts];
  const more = groups.slice(NAMED).reduce((sum, [, n]) => sum + n, 0);
  const named = groups.slice(0, NAMED).map(([part, n]) => scheduleText.releaseSame(n, part));
  return more > 0 ? [...named, scheduleText.releaseMore(more)] : named;
}
