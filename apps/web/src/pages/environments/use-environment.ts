import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { isOver } from '@patchbay/engine/reservation';
import { trpc } from '../../api/client.ts';
import { answered, failed } from '../../api/connection.ts';
import { worldIsAt } from '../../api/session.ts';

/** While the stream is down the state is asked for this often instead. */
const FALLBACK_MS = 5_000;

/** One environment, kept up to date by the server for as long as it can change. */
export function useEnvironment(id: string) {
  const queries = useQueryClient();
  const options = trpc.environments.get.queryOptions({ id });
  const cached = queries.getQueryData(options.queryKey);
  const stream = useSubscription(
    trpc.environments.watch.subscriptionOptions(
      { id },
      {
        enabled: cached === undefined || !isOver(cached.state),
        onData: (environment) => {
          answered();
          worldIsAt(queries, environment.asOf);
          const before = queries.getQueryData(options.queryKey);
          queries.setQueryData(options.queryKey, environment);
          if (before?.state !== environment.state) {
            void queries.invalidateQueries({ queryKey: trpc.environments.list.queryKey() });
            void queries.invalidateQueries({ queryKey: trpc.reservations.list.queryKey() });
          }
        },
        onConnectionStateChange: (state) => {
          if (state.state === 'connecting' && state.error) failed();
        },
      },
    ),
  );
  const broken = stream.status === 'error' || (stream.status === 'connecting' && stream.error !== null);
  const query = useQuery({ ...options, refetchInterval: broken ? FALLBACK_MS : false });
  return { query, broken };
}
