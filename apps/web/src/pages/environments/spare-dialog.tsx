import { Button, Group, Stack, Text } from '@mantine/core';
import { failureOf } from '../../api/errors.ts';
import type { SpareCopy } from '../../api/types.ts';
import { spareErrors, spareText } from '../../messages/spares.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { useRefocus } from '../../ui/layout/use-refocus.ts';
import { Dialog } from '../../ui/layout/dialog.tsx';

/** What the owner is about to do with the spare copy on a host. */
export interface SpareQuestion {
  readonly what: 'choose' | 'delete';
  readonly copy: SpareCopy;
}

interface SpareDialogProps {
  question: SpareQuestion;
  /** Whether a slot that has not begun is booked, which then moves. */
  booked: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before a spare copy counts, or is deleted for good, and says what becomes of the present one. */
export function SpareDialog({ question: { what, copy }, ...props }: SpareDialogProps) {
  const confirm = useRefocus<HTMLButtonElement>(props.error !== null);
  const { host, data, capacityGiB, since } = copy;
  const time = dayClock(since, viewerZone());
  const choosing = what === 'choose';
  return (
    <Dialog
      onClose={props.onClose}
      title={choosing ? spareText.chooseTitle(host) : spareText.deleteTitle(host)}
    >
      <Stack gap="lg">
        <Stack gap="sm">
          <Text>{spareText.asOf(spareText.names(data, capacityGiB), time)}</Text>
          {choosing ? (
            <>
              <Text>{spareText.chooseText(host)}</Text>
              {props.booked && <Text>{spareText.chooseBooked(host)}</Text>}
              <Text c="dimmed">{spareText.chooseOther}</Text>
            </>
          ) : (
            <Text>{spareText.deleteText}</Text>
          )}
        </Stack>
        {props.error !== null && (
          <ErrorNotice error={props.error} instead={spareErrors(failureOf(props.error).issues)} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {spareText.leave}
          </Button>
          <Button
            ref={confirm}
            {...(choosing ? {} : { color: 'danger' })}
            loading={props.pending}
            onClick={props.onConfirm}
          >
            {choosing ? spareText.choose : spareText.remove}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
