import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useReadOnly } from '../../api/may.ts';
import { liveText } from '../../messages/live.ts';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';

/** Starts once more what was given up. */
export function RetryButton({ environmentId }: { environmentId: string }) {
  const queries = useQueryClient();
  const retry = useMutation({
    ...trpc.environments.retry.mutationOptions(),
    onSuccess: () => notifications.show({ message: liveText.retried }),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.environments.pathKey() }),
  });
  return (
    <ReasonedButton
      reason={useReadOnly()}
      loading={retry.isPending}
      onClick={() => retry.mutate({ id: environmentId })}
    >
      {liveText.retry}
    </ReasonedButton>
  );
}
