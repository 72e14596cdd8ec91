import { EventEmitter } from 'node:events';
import postgres from 'postgres';
import { env } from '../env.ts';

/** News of changed environments from every server process, over one LISTEN connection. Hints only: readers look again anyway. */
export interface Changes {
  /** Resolves at the next change of the subject, after `ms`, or when `signal` aborts. */
  next(subject: string, ms: number, signal: AbortSignal | undefined): Promise<void>;
  end(): Promise<void>;
}

export async function listenForChanges(url: string): Promise<Changes> {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  await client.listen('environment', (id) => emitter.emit(id));
  return {
    // Not `AbortSignal.any`: on Node 20 a time-out that only that refers to is collected, and never comes.
    next: (subject, ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          stop();
          emitter.off(subject, end);
          signal?.removeEventListener('abort', end);
          resolve();
        };
        const stop = env.after(ms, end);
        emitter.once(subject, end);
        signal?.addEventListener('abort', end);
        if (signal?.aborted) end();
      }),
    end: () => client.end({ timeout: 1 }),
  };
}
