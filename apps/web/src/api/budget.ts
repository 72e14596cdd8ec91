import { useQuery } from '@tanstack/react-query';
import { trpc } from './client.ts';

const REFRESH_MS = 15_000;

/** The budget of the channel, and how far its month has come. */
export function useBudget() {
  return useQuery({ ...trpc.budgets.get.queryOptions(), refetchInterval: REFRESH_MS });
}
