import { queryClient } from '../../api/client.ts';
import { meOptions } from '../../api/session.ts';
import { paths } from '../../paths.ts';

/** Only a path of this site: an address from the query string must never lead elsewhere. */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get('next');
  return next && /^\/(?![/\\])/.test(next) ? next : paths.designs();
}

/** Forgets what was known of the person before, and loads who it is now. */
export async function enter(): Promise<void> {
  queryClient.clear();
  await queryClient.fetchQuery({ ...meOptions(), staleTime: 0 });
}
