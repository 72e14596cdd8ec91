import type { Interval } from '@patchbay/engine/time';
import { notifications } from '@mantine/notifications';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import { codeOf } from '../../../api/errors.ts';
import { useIntentKey } from '../../../api/key.ts';
import type { ChangeQuote } from '../../../api/types.ts';
import { timesText } from '../../../messages/slots/times.ts';

/** How long a slot can go on where it is, asked again now and then, since others book too. */
export function useRoom(slotId: string, enabled: boolean) {
  return useQuery({
    ...trpc.reservations.room.queryOptions({ slotId }),
    enabled,
    refetchInterval: 30_000,
  });
}

interface Wish {
  readonly slotId: string;
  readonly name: string;
  readonly scope: 'this' | 'following';
  /** Null while the form holds no slot, or the present one. */
  readonly slot: Interval | null;
  /** Another revision of its design; null for the one that is booked. */
  readonly revision: number | null;
  readonly onDone: () => void;
}

/** What a change would come to, and the change itself. */
export function useChange({ slotId, name, scope, slot, revision, onDone }: Wish) {
  const queries = useQueryClient();
  const input = {
    slotId,
    scope,
    start: new Date(slot?.start ?? 0).toISOString(),
    end: new Date(slot?.end ?? 0).toISOString(),
    ...(revision !== null && { revision }),
  };
  const quote = useQuery({
    ...trpc.reservations.quoteChange.queryOptions(input),
    enabled: slot !== null,
    placeholderData: keepPreviousData,
  });
  const key = useIntentKey(JSON.stringify(input));
  const refresh = () =>
    Promise.all(
      [trpc.reservations, trpc.environments, trpc.usage].map((area) =>
        queries.invalidateQueries({ queryKey: area.pathKey() }),
      ),
    );
  const change = useMutation({
    ...trpc.reservations.change.mutationOptions(),
    onSuccess: async (result) => {
      await refresh();
      if (result.outcome !== 'changed') return;
      notifications.show({ message: timesText.done(name, result.slots) });
      onDone();
    },
    onError: (error) => (codeOf(error) === 'PRICE_CHANGED' || codeOf(error) === 'CONFLICT') && void refresh(),
  });
  const confirm = (shown: ChangeQuote) =>
    change.mutate({ ...input, key, expectedTotalMinor: shown.totalMinor });
  return { quote, change, confirm };
}
