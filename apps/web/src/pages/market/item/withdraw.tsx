import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import { useOwnersOnly } from '../../../api/may.ts';
import type { MarketItem } from '../../../api/types.ts';
import { publishText } from '../../../messages/market/publish.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { focusHeading } from '../../../ui/layout/focus-heading.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';

/** For the publisher: takes the version off the market, once it is clear what stays. */
export function Withdraw({ item }: { item: MarketItem }) {
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const { name, semver, type } = item;
  const withdraw = useMutation({
    ...trpc.abstractions.withdraw.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.market.pathKey() });
      notifications.show({ message: publishText.withdrawn(name, semver) });
      setAsking(false);
      // The button that asked is gone with the offer.
      focusHeading();
    },
  });
  return (
    <>
      <ReasonedButton variant="default" reason={useOwnersOnly()} onClick={() => setAsking(true)}>
        {publishText.withdraw}
      </ReasonedButton>
      {asking && (
        <Dialog title={publishText.withdrawTitle(name, semver)} onClose={() => setAsking(false)}>
          <Stack gap="md">
            <Text>{publishText.withdrawText}</Text>
            {withdraw.error && <ErrorNotice error={withdraw.error} />}
            <Group justify="flex-end" gap="sm">
              <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
                {publishText.keep}
              </Button>
              <Button color="danger" loading={withdraw.isPending} onClick={() => withdraw.mutate({ type })}>
                {publishText.withdraw}
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  );
}
