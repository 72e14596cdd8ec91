import { Drawer, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpc } from '../../../api/client.ts';
import { accessErrors, logsText } from '../../../messages/access.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { scrollable } from '../../../ui/layout/scrollable.ts';
import { useFocusBack } from '../../../ui/layout/use-focus-back.ts';
import type { Machine } from './machine.ts';
import classes from './access.module.css';

const REFRESH_MS = 5000;
const NEAR = 8;

/** What a machine's services wrote last. */
export function LogsDrawer({ machine, onClose }: { machine: Machine; onClose: () => void }) {
  useFocusBack();
  const { environmentId, component, idx, name } = machine;
  const { data, error, refetch } = useQuery({
    ...trpc.access.logs.queryOptions({ environmentId, component, idx }),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      title={logsText.title(name)}
      classNames={{ title: classes.title ?? '' }}
      position="right"
      size="lg"
    >
      <Stack gap="sm">
        <Text c="dimmed">{logsText.lead}</Text>
        {error && <ErrorNotice error={error} onRetry={() => void refetch()} instead={accessErrors} />}
        {data && <Lines text={data.text || logsText.empty} />}
        {!data && !error && <LateSkeleton shape="panes" />}
      </Stack>
    </Drawer>
  );
}

/** The newest line stays in view, unless somebody has scrolled away from it to read. */
function Lines({ text }: { text: string }) {
  const box = useRef<HTMLPreElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    if (box.current && atEnd.current) box.current.scrollTop = box.current.scrollHeight;
  });
  return (
    <pre
      ref={box}
      className={classes.logs}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR;
      }}
      {...scrollable}
    >
      {text}
    </pre>
  );
}
