import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import type { Host } from '../../../api/types.ts';
import { drainButton, drainSum, drainText } from '../../../messages/operator/drain.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { money } from '../../../ui/format/money.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { Moves } from './moves.tsx';
import classes from './host.module.css';

/** As many as the server looks at in one go. */
const AT_ONCE = 200;

interface DrainDialogProps {
  host: Host;
  currency: string;
  onClose: () => void;
}

/** What draining a host would do, solved and not guessed; nothing is done before it was seen. */
export function DrainDialog({ host, currency, onClose }: DrainDialogProps) {
  const queries = useQueryClient();
  const preview = useQuery({
    ...trpc.dataCenter.drainPreview.queryOptions({ hostId: host.id }),
    staleTime: 0,
    gcTime: 0,
  });
  const drain = useMutation({
    ...trpc.dataCenter.moveAway.mutationOptions(),
    onSuccess: async (done) => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: drainText.told(host.name, done.filter(({ to }) => to !== null).length) });
      onClose();
    },
    onError: () => preview.refetch(),
  });
  const cordon = useMutation({
    ...trpc.dataCenter.drainHost.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: drainText.cordoned(host.name) });
      onClose();
    },
  });
  const moves = preview.data ?? [];
  const slotIds = moves.filter(({ to }) => to !== null).map(({ slotId }) => slotId);
  return (
    <Dialog title={drainText.title(host.name)} size="lg" onClose={onClose}>
      <Stack gap="md">
        <p className={classes.quiet}>
          {moves.length === 0 && preview.data ? drainText.empty : drainText.lead}
        </p>
        {preview.error && <ErrorNotice error={preview.error} />}
        {cordon.error && <ErrorNotice error={cordon.error} />}
        {drain.error && <ErrorNotice error={drain.error} instead={{ CONFLICT: drainText.changed }} />}
        {preview.isPending && <LateSkeleton shape="table" />}
        {moves.length > 0 && <Moves moves={moves} />}
        {moves.length > 0 && <p>{drainSum(moves, (micros) => money(micros, currency))}</p>}
        {moves.length > 0 && <p className={classes.quiet}>{drainText.kept}</p>}
        {moves.length === AT_ONCE && <p className={classes.quiet}>{drainText.more(AT_ONCE)}</p>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {drainText.cancel}
          </Button>
          {slotIds.length > 0 && (
            <Button
              variant="default"
              loading={cordon.isPending}
              onClick={() => cordon.mutate({ hostId: host.id, draining: true })}
            >
              {drainText.cordon}
            </Button>
          )}
          <Button
            disabled={!preview.data}
            loading={drain.isPending}
            onClick={() => drain.mutate({ hostId: host.id, slotIds })}
          >
            {drainButton(moves)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
