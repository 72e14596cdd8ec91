import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Host, Site } from '../../../api/types.ts';
import { hostText } from '../../../messages/hosts.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { RemoveHost } from './remove-host.tsx';
import classes from './host.module.css';

interface HostActionsProps {
  site: Site;
  host: Host;
  onRemoved: () => void;
}

/** Drain, take work again; what is real is removed as well. Each says what it does, or why it cannot. */
export function HostActions({ site, host, onRemoved }: HostActionsProps) {
  const queries = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const drain = useMutation({
    ...trpc.dataCenter.drainHost.mutationOptions(),
    onSuccess: async (_, { draining }) => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: draining ? hostText.drained(host.name) : hostText.undrained(host.name) });
    },
  });
  const button = useRefocus<HTMLButtonElement>(drain.isSuccess || drain.isError);
  const busy = host.claims.length > 0;
  return (
    <div className={classes.actions}>
      {drain.error && <ErrorNotice error={drain.error} />}
      <div>
        <Button
          ref={button}
          variant="default"
          loading={drain.isPending}
          aria-describedby="drain-text"
          onClick={() => drain.mutate({ hostId: host.id, draining: !host.draining })}
        >
          {host.draining ? hostText.takeAgain : hostText.drain}
        </Button>
        {host.engine && (
          <Button
            variant="default"
            color="danger"
            disabled={busy}
            aria-describedby={busy ? 'remove-text' : undefined}
            onClick={() => setRemoving(true)}
          >
            {hostText.remove}
          </Button>
        )}
      </div>
      <p id="drain-text" className={classes.quiet}>
        {host.draining ? hostText.takeAgainHint : hostText.drainHint}
      </p>
      {(busy || !host.engine) && (
        <p id="remove-text" className={classes.quiet}>
          {host.engine ? hostText.removeBusy : hostText.simulatedText}
        </p>
      )}
      {host.engine && (
        <RemoveHost
          site={site}
          host={host}
          engine={host.engine}
          opened={removing}
          onClose={() => setRemoving(false)}
          onRemoved={onRemoved}
        />
      )}
    </div>
  );
}
