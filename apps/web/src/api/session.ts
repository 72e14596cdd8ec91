import { useQuery, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { trpc } from './client.ts';
import type { Me } from './types.ts';

const REFRESH_MS = 30_000;

export const meOptions = () => ({
  ...trpc.session.me.queryOptions(),
  staleTime: REFRESH_MS,
  refetchInterval: REFRESH_MS,
});

/** Who is signed in. Only for pages inside the frame, which waits for the answer first. */
export function useMe(): Me {
  const { data } = useQuery(meOptions());
  if (!data) throw new Error('useMe: rendered outside of the frame');
  return data;
}

/** Less than this is how long an answer was on its way. */
const AHEAD_MS = 1_000;

/** The world was seen at this time. When that is ahead of what the page goes by, an operator has moved the clock. */
export function worldIsAt(queries: QueryClient, asOf: string): void {
  const { queryKey } = meOptions();
  const known = queries.getQueryState(queryKey);
  if (!known?.data) return;
  const now = Date.parse(known.data.world.now) + (Date.now() - known.dataUpdatedAt);
  if (Date.parse(asOf) < now + AHEAD_MS) return;
  queries.setQueryData(queryKey, { ...known.data, world: { ...known.data.world, now: asOf } });
}

/** Ticks once a second while anything on screen listens. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let second = Math.floor(Date.now() / 1000);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    second = Math.floor(Date.now() / 1000);
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

/** The browser's clock in whole seconds, as milliseconds. For ages, never for anything the world decides. */
export function useRealNow(): number {
  return useSyncExternalStore(subscribe, () => second) * 1000;
}

/** The world's time in milliseconds, ticking each second; a demo world may be far ahead of the browser. */
export function useWorldNow(): number {
  const { data, dataUpdatedAt } = useQuery(meOptions());
  const real = useRealNow();
  if (!data) return real;
  return real + (Date.parse(data.world.now) - dataUpdatedAt);
}
