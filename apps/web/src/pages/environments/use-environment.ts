import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { trpc } from '../../api/client.ts';
import { answered, failed } from '../../api/connection.ts';
import { putNews } from '../../api/put-news.ts';
import { worldIsAt } from '../../api/session.ts';

/** While the stream is down the state is asked for this often instead. */
export const FALLBACK_MS = 5_000;

/** One environment and the list it stands in, kept up to date by the server. */
export function useEnvironment(id: string) {
  const queries = useQueryClient();
  const options = trpc.environments.get.queryOptions({ id });
  const stream = useSubscription(
    trpc.environments.watch.subscriptionOptions(
      { id },
      {
        onData: ({ environment, list }) => {
          answered();
          worldIsAt(queries, environment.asOf);
          const before = queries.getQueryData(options.queryKey);
          putNews(queries, options.queryKey, environment);
          if (list) putNews(queries, trpc.environments.list.queryKey(), list);
          if (before?.state !== environment.state)
            void queries.invalidateQueries({ queryKey: trpc.reservations.list.queryKey() });
        },
        onConnectionStateChange: (state) => {
          if (state.state !== 'connecting' || !state.error) return;
          failed();
          // The answer tells a session that is over from a connection that is.
          void queries.invalidateQueries({ queryKey: options.queryKey });
        },
      },
    ),
  );
  const broken = stream.status === 'error' || (stream.status === 'connecting' && stream.error !== null);
  const query = useQuery({ ...options, refetchInterval: broken ? FALLBACK_MS : false });
  return { query, broken };
}
