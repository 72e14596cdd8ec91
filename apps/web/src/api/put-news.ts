import type { InferDataFromTag, QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Keeps what the server sent by itself. An answer to the same question that is still on its way was read before that, or
 * is followed by news of its own: it must not take the place of what is newer.
 */
export function putNews<K extends QueryKey>(
  queries: QueryClient,
  queryKey: K,
  news: InferDataFromTag<unknown, K>,
): void {
  void queries.cancelQueries({ queryKey, exact: true });
  queries.setQueryData(queryKey, news);
}
