import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import type { StockPool } from '../../../api/types.ts';
import { poolsText } from '../../../messages/operator/pools.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { grouped } from '../../../ui/format/money.ts';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import classes from './pools.module.css';

export interface ChosenPool {
  readonly pool: StockPool;
  readonly what: string;
  readonly site: string;
}

/** How much of a pool there is from now on. */
export function PoolDialog({ chosen, onClose }: { chosen: ChosenPool; onClose: () => void }) {
  const { pool, what, site } = chosen;
  const queries = useQueryClient();
  const [capacity, setCapacity] = useState(String(pool.capacity));
  const [first, setFirst] = useState('');
  const change = useMutation({
    ...trpc.inventory.changePool.mutationOptions(),
    onSuccess: async ({ outcome }) => {
      if (outcome === 'claimed') return;
      await queries.invalidateQueries({ queryKey: trpc.inventory.pathKey() });
      notifications.show({ message: poolsText.saved(what, site) });
      onClose();
    },
  });
  const refused = change.data?.outcome === 'claimed' ? change.data : null;
  const button = useRefocus<HTMLButtonElement>(change.isError || refused !== null);
  const wanted = /^\d{1,10}$/.test(capacity.trim()) ? Number(capacity) : NaN;
  const right = wanted <= 1_000_000_000;
  const needsAddress = pool.resourceClass === 'public-address' && wanted > pool.capacity;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const firstAddress = needsAddress && first.trim() !== '' ? { firstAddress: first.trim() } : {};
    if (right) change.mutate({ poolId: pool.id, capacity: wanted, ...firstAddress });
  };
  return (
    <Dialog title={poolsText.dialog(what, site)} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <p className={classes.until}>
            {poolsText.now(grouped(pool.capacity), grouped(pool.reserved), grouped(pool.mostReserved))}
          </p>
          <TextInput
            label={poolsText.capacity}
            inputMode="numeric"
            value={capacity}
            error={!right && poolsText.wrong}
            onChange={(event) => setCapacity(event.currentTarget.value)}
            data-autofocus
          />
          {needsAddress && (
            <TextInput
              label={poolsText.first}
              description={poolsText.firstHint}
              value={first}
              onChange={(event) => setFirst(event.currentTarget.value)}
            />
          )}
          {refused && (
            <div role="alert" className={classes.refusal}>
              <strong>
                {poolsText.claimed(grouped(refused.needed), dayClock(refused.until, viewerZone()))}
              </strong>
              <p>{poolsText.claimedText}</p>
            </div>
          )}
          {change.error && <ErrorNotice error={change.error} instead={refusal(change.error)} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {poolsText.cancel}
            </Button>
            <Button ref={button} type="submit" loading={change.isPending}>
              {poolsText.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function refusal(error: unknown) {
  const [issue] = failureOf(error).issues;
  const problem = Object.entries(poolsText.problems).find(([name]) => name === issue)?.[1];
  return problem && { CONFLICT: problem };
}
