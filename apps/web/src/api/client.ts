import { hashKey, QueryCache, QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import type { AppRouter } from '@patchbay/server/app-router';
import { onceConfirmed } from './confirming.ts';
import { answered, failed } from './connection.ts';
import { codeOf, isPassing } from './errors.ts';

const URL = '/api/trpc';
/** More than this many calls in one request would be refused by the server. */
const MAX_BATCH = 15;

const MAX_RETRIES = 3;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onSuccess: () => answered(),
    onError: (error, { queryHash }) => {
      const code = codeOf(error);
      if (code === 'OFFLINE') failed();
      else answered();
      // Another tab has signed out, or an operator has ended the session: the frame leads to signing in again.
      const me = trpc.session.me.queryKey();
      if (code === 'UNAUTHENTICATED' && queryHash !== hashKey(me))
        void queryClient.invalidateQueries({ queryKey: me });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (count, error) => count < MAX_RETRIES && isPassing(error),
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    mutations: { networkMode: 'always' },
  },
});

export const client = createTRPCClient<AppRouter>({
  links: [
    onceConfirmed,
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url: URL }),
      false: httpBatchLink({ url: URL, maxItems: MAX_BATCH }),
    }),
  ],
});

/** Query and mutation options for every procedure, typed by the server's router. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
