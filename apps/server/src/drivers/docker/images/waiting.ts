import { DriverError } from '../../driver.ts';

/** Waits for work that goes on without whoever waits. Throws `timeout` with an unknown outcome when the signal is first. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const late = () => new DriverError('timeout', 'The image is still being made.', 'unknown');
  if (signal.aborted) throw late();
  let giveUp = () => {};
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(late());
    signal.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
