import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import { pausedText } from '../../../messages/data-center.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import classes from './paused.module.css';

/** A restored world says that it waits, and goes on once an operator has said twice that it is to. */
export function PausedBand() {
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const resume = useMutation({
    ...trpc.world.resume.mutationOptions(),
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <section className={classes.band} aria-label={pausedText.title}>
      <IconPlayerPause size={16} aria-hidden />
      <div className={classes.text}>
        <strong>{pausedText.title}</strong>
        <p>{sure ? pausedText.sure : pausedText.text}</p>
        {resume.error && <ErrorNotice error={resume.error} />}
      </div>
      {sure && (
        <Button size="xs" variant="default" disabled={resume.isPending} onClick={() => setSure(false)}>
          {pausedText.stay}
        </Button>
      )}
      <Button
        size="xs"
        loading={resume.isPending}
        onClick={() => {
          if (sure) resume.mutate({});
          else setSure(true);
        }}
      >
        {sure ? pausedText.resumeSure : pausedText.resume}
      </Button>
    </section>
  );
}
