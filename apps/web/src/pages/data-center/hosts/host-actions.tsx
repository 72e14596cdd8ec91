import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Engine, Host, Site } from '../../../api/types.ts';
import { hostText } from '../../../messages/hosts.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { RemoveHost } from './remove-host.tsx';
import classes from './host.module.css';

interface HostActionsProps {
  site: Site;
  host: Host;
  engine: Engine;
  onRemoved: () => void;
}

/** Drain, take work again, remove. Each says what it does, or why it cannot. */
export function HostActions({ site, host, engine, onRemoved }: HostActionsProps) {
  const queries = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const drain = useMutation({
    ...trpc.dataCenter.drainHost.mutationOptions(),
    onSuccess: async (_, { draining }) => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: draining ? hostText.drained(host.name) : hostText.undrained(host.name) });
    },
  });
  // A button that waits is disabled and loses the focus; it gets it back with the answer.
  useEffect(() => {
    if (drain.isSuccess || drain.isError) button.current?.focus();
  }, [drain.isSuccess, drain.isError]);
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
        <Button
          variant="default"
          color="danger"
          disabled={busy}
          aria-describedby={busy ? 'remove-text' : undefined}
          onClick={() => setRemoving(true)}
        >
          {hostText.remove}
        </Button>
      </div>
      <p id="drain-text" className={classes.quiet}>
        {host.draining ? hostText.takeAgainHint : hostText.drainHint}
      </p>
      {busy && (
        <p id="remove-text" className={classes.quiet}>
          {hostText.removeBusy}
        </p>
      )}
      <RemoveHost
        site={site}
        host={host}
        engine={engine}
        opened={removing}
        onClose={() => setRemoving(false)}
        onRemoved={onRemoved}
      />
    </div>
  );
}
