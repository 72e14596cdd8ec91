import { useEffect } from 'react';
import { useAsked } from '../../api/confirming.ts';
import { useLate } from '../../ui/late/use-late.ts';

/** Asks for the password once more where a call waits for it; loaded when it is first asked for. */
export function Confirming() {
  const asked = useAsked();
  // Without the dialog nobody can answer: what waits ends as it would have without it.
  const [parts, ask] = useLate(
    () => import('./confirm-dialog.tsx'),
    () => asked?.end(false),
  );
  useEffect(() => {
    if (asked) ask();
  });
  return asked && parts ? <parts.ConfirmDialog onEnd={asked.end} /> : null;
}
