import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import { useMe } from '../../../api/session.ts';
import { hostText } from '../../../messages/hosts.ts';
import { hostFormText } from '../../../messages/operator/inventory.ts';
import { drainText } from '../../../messages/operator/drain.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { HostDialog } from '../inventory/host-dialog.tsx';
import { BreakMenu } from '../failures/break-menu.tsx';
import { DrainDialog } from './drain-dialog.tsx';
import type { Standing } from './host-pane.tsx';
import { RemoveHost } from './remove-host.tsx';
import classes from './host.module.css';

interface HostActionsProps {
  standing: Standing;
  currency: string;
  onRemoved: () => void;
}

/** Drain, take work again, fail on purpose, remove. Each says what it does, or why it cannot. */
export function HostActions({ standing, currency, onRemoved }: HostActionsProps) {
  const { site, rack, host } = standing;
  const { world } = useMe();
  const queries = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const [draining, setDraining] = useState(false);
  const [editing, setEditing] = useState(false);
  const again = useMutation({
    ...trpc.dataCenter.drainHost.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: hostText.undrained(host.name) });
    },
  });
  const button = useRefocus<HTMLButtonElement>(again.isSuccess || again.isError);
  const busy = host.claims.length > 0;
  return (
    <div className={classes.actions}>
      {again.error && <ErrorNotice error={again.error} />}
      <div>
        {(!host.draining || busy) && (
          <Button variant="default" aria-describedby="drain-text" onClick={() => setDraining(true)}>
            {drainText.open}
          </Button>
        )}
        {host.draining && (
          <Button
            ref={button}
            variant="default"
            loading={again.isPending}
            aria-describedby="drain-text"
            onClick={() => again.mutate({ hostId: host.id, draining: false })}
          >
            {hostText.takeAgain}
          </Button>
        )}
        <Button variant="default" onClick={() => setEditing(true)}>
          {hostFormText.open}
        </Button>
        {world.demo && site.simulated && <BreakMenu standing={standing} />}
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
      {draining && <DrainDialog host={host} currency={currency} onClose={() => setDraining(false)} />}
      {editing && <HostDialog site={site} rack={rack.name} host={host} onClose={() => setEditing(false)} />}
      <RemoveHost
        site={site}
        host={host}
        opened={removing}
        onClose={() => setRemoving(false)}
        onRemoved={onRemoved}
      />
    </div>
  );
}
