import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';

/** Breaks and mends parts of a demo world; what comes of it is asked for at once. */
export function useFaults() {
  const queries = useQueryClient();
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.failures.inbox.queryKey() }),
      queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() }),
    ]);
  return {
    provoke: useMutation({ ...trpc.failures.provoke.mutationOptions(), onSettled }),
    mend: useMutation({ ...trpc.failures.mend.mutationOptions(), onSettled }),
  };
}
