import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { bounded } from './step.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

it('a call ends when its time is up, also where nobody refers to that time any more', async () => {
  const gone = new AbortController();
  const ended = Array.from(
    { length: 20 },
    () =>
      new Promise((resolve) => {
        bounded(gone.signal, 50).signal.addEventListener('abort', resolve, { once: true });
      }),
  );
  collect();
  // The time alone keeps no process alive.
  const alive = setInterval(() => {}, 10);
  expect(await Promise.all(ended)).toHaveLength(20);
  clearInterval(alive);
});

it('a call ends when its lease is gone', () => {
  const gone = new AbortController();
  const { signal } = bounded(gone.signal);
  expect(signal.aborted).toBe(false);
  gone.abort();
  expect(signal.aborted).toBe(true);
  expect(bounded(gone.signal).signal.aborted).toBe(true);
});
