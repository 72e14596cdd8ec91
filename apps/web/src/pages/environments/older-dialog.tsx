import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { OlderCopy } from '../../api/types.ts';
import { olderText } from '../../messages/older.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { useRefocus } from '../../ui/layout/use-refocus.ts';

/** What the owner is about to do with the copies on a host. */
export interface OlderQuestion {
  readonly what: 'choose' | 'delete';
  readonly copy: OlderCopy;
}

interface OlderDialogProps {
  question: OlderQuestion;
  /** Whether a slot is booked already, which then moves. */
  booked: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before another copy counts, or is deleted for good, and says what becomes of the present one. */
export function OlderDialog({ question: { what, copy }, ...props }: OlderDialogProps) {
  const confirm = useRefocus<HTMLButtonElement>(props.error !== null);
  const { host, data, capacityGiB, since } = copy;
  const time = dayClock(since, viewerZone());
  const choosing = what === 'choose';
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={choosing ? olderText.chooseTitle(host) : olderText.deleteTitle(host)}
    >
      <Stack gap="lg">
        <Stack gap="sm">
          <Text>{olderText.asOf(olderText.names(data, capacityGiB), time)}</Text>
          {choosing ? (
            <>
              <Text>{olderText.chooseText(host)}</Text>
              {props.booked && <Text>{olderText.chooseBooked(host)}</Text>}
              <Text c="dimmed">{olderText.chooseOther}</Text>
            </>
          ) : (
            <Text>{olderText.deleteText}</Text>
          )}
        </Stack>
        {props.error !== null && (
          <ErrorNotice error={props.error} instead={{ CONFLICT: olderText.refused }} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {olderText.leave}
          </Button>
          <Button
            ref={confirm}
            {...(choosing ? {} : { color: 'danger' })}
            loading={props.pending}
            onClick={props.onConfirm}
          >
            {choosing ? olderText.choose : olderText.remove}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
