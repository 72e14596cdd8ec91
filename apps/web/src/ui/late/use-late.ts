import { useState } from 'react';
import { late } from './late.ts';

/**
 * A part of the app that is loaded when it is first asked for; null until then. What did not come may be asked for again, and
 * `onMissing` says so to whoever waits for it.
 */
export function useLate<T extends object>(
  load: () => Promise<T>,
  onMissing?: () => void,
): readonly [part: T | null, ask: () => void] {
  const [part, setPart] = useState<T | null>(null);
  const ask = () => {
    if (part) return;
    late(load).then(setPart, () => {
      // Without the server nothing comes, and the status bar says so.
      onMissing?.();
    });
  };
  return [part, ask];
}
