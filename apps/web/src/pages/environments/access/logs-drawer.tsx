import { Drawer, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import { accessErrors, logsText } from '../../../messages/access.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import type { Machine } from './machine.ts';
import classes from './access.module.css';

const REFRESH_MS = 5000;

/** What a machine's services wrote last. */
export function LogsDrawer({ machine, onClose }: { machine: Machine; onClose: () => void }) {
  const { environmentId, component, idx, name } = machine;
  const { data, error, refetch } = useQuery({
    ...trpc.access.logs.queryOptions({ environmentId, component, idx }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Drawer opened onClose={onClose} title={logsText.title(name)} position="right" size="lg">
      <Stack gap="sm">
        <Text c="dimmed">{logsText.lead}</Text>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} instead={accessErrors} />}
        {data && (
          <pre className={classes.logs} {...scrollable}>
            {data.text || logsText.empty}
          </pre>
        )}
        {!data && !error && <LateSkeleton shape="panes" />}
      </Stack>
    </Drawer>
  );
}
