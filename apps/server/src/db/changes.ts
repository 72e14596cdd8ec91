import { EventEmitter, once } from 'node:events';
import postgres from 'postgres';

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
    next: async (subject, ms, signal) => {
      const signals = [AbortSignal.timeout(ms), ...(signal ? [signal] : [])];
      // An abort is how waiting ends without news; it is no failure.
      await once(emitter, subject, { signal: AbortSignal.any(signals) }).catch(() => {});
    },
    end: () => client.end({ timeout: 1 }),
  };
}
