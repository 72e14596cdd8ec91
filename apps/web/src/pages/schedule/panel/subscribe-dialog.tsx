import { Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import { calendarText } from '../../../messages/slots/calendar.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { takeLostFocus } from '../../../ui/layout/take-lost-focus.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';

/** Makes the secret address of one's calendar, shows it once, and ends it. */
export function SubscribeDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.calendar.get.queryOptions());
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.calendar.pathKey() });
  const make = useMutation({ ...trpc.calendar.subscribe.mutationOptions(), onSuccess });
  const revoke = useMutation({
    ...trpc.calendar.revoke.mutationOptions(),
    onSuccess: () => {
      make.reset();
      return onSuccess();
    },
  });
  const address = make.data && new URL(make.data.path, window.location.href).href;
  const made = data?.madeAt ?? null;
  const failed = make.error ?? revoke.error;
  return (
    <Dialog onClose={onClose} title={calendarText.subscribeTitle} size="lg">
      <Stack gap="md">
        <Text>{calendarText.subscribeLead}</Text>
        {address ? (
          <Group align="flex-end" gap="sm" wrap="nowrap">
            <TextInput ref={takeLostFocus} label={calendarText.address} value={address} readOnly flex={1} />
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button onClick={copy}>{copied ? calendarText.copied : calendarText.copy}</Button>
              )}
            </CopyButton>
          </Group>
        ) : data ? (
          <Text c="dimmed">
            {made === null ? calendarText.none : calendarText.made(dayClock(made, viewerZone()))}
          </Text>
        ) : error ? (
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <StateGlyph state="working" word={calendarText.looking} />
        )}
        <Text c="dimmed">{calendarText.subscribeSecret}</Text>
        {failed && <ErrorNotice error={failed} />}
        {revoke.isSuccess && data && made === null && <Text role="status">{calendarText.revoked}</Text>}
        <Group justify="flex-end" gap="sm">
          {made !== null && (
            <Button
              variant="default"
              color="danger"
              loading={revoke.isPending}
              onClick={() => revoke.mutate()}
            >
              {calendarText.revoke}
            </Button>
          )}
          <Button
            variant={address ? 'default' : 'filled'}
            disabled={!data}
            loading={make.isPending}
            onClick={() => make.mutate()}
          >
            {made === null ? calendarText.make : calendarText.makeNew}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
