import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { IconActivity } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { trpc } from '../../api/client.ts';
import { topText } from '../../messages/canvas.ts';
import { paths } from '../../paths.ts';
import type { Saving } from './designer-saving.ts';

/** Leads to what runs of this design: to review what is drawn since, once that is saved. Nothing while nothing of it runs. */
export function RunsButton({ id, saving }: { id: string; saving: Saving }) {
  const navigate = useNavigate();
  const { data } = useQuery(trpc.environments.list.queryOptions());
  const running = data?.find(({ designId, state }) => designId === id && state === 'running');
  if (!running) return null;
  const changed = saving.state.state !== 'saved' || saving.revision() > running.revision;
  const go = async () => {
    if (await saving.flush()) await navigate(paths.environment(running.id, { review: true }));
    else notifications.show({ color: 'danger', message: topText.bookUnsaved });
  };
  return (
    <Button
      variant="default"
      leftSection={<IconActivity size={16} stroke={1.5} aria-hidden />}
      onClick={() => void go()}
    >
      {changed ? topText.apply(running.revision) : topText.runs(running.revision)}
    </Button>
  );
}
