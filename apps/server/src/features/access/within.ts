import { env } from '../../env.ts';

/**
 * Bounds the opening of something, not its life: the signal aborts when `ms` are over or `outer` aborts before `work`
 * has settled, and never after.
 */
export async function within<T>(
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
  outer?: AbortSignal,
): Promise<T> {
  const control = new AbortController();
  const abort = () => control.abort();
  const stop = env.after(ms, abort);
  outer?.addEventListener('abort', abort);
  if (outer?.aborted) abort();
  try {
    return await work(control.signal);
  } finally {
    stop();
    outer?.removeEventListener('abort', abort);
  }
}
