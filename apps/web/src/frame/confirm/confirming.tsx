import { useEffect } from 'react';
import { useAsked } from '../../api/confirming.ts';
import { useLate } from '../../ui/late/use-late.ts';

/** Asks for the password once more where a call waits for it; loaded when it is first asked for. */
export function Confirming() {
  const asked = useAsked();
  const [parts, ask] = useLate(() => import('./confirm-dialog.tsx'));
  useEffect(() => {
    if (asked) ask();
  });
  return asked && parts ? <parts.ConfirmDialog onEnd={asked.end} /> : null;
}
