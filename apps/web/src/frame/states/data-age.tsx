import { IconClockExclamation } from '@tabler/icons-react';
import { useConnection } from '../../api/connection.ts';
import { useRealNow, useWorldNow } from '../../api/session.ts';
import type { Source } from '../../api/source.ts';
import { statesText } from '../../messages/frame/states.ts';
import { clockSeconds, viewerZone } from '../../ui/format/time.ts';
import { StatusBarSlot } from '../slots.tsx';
import classes from '../status-bar.module.css';

/** So many rounds may be missed before data count as old. */
const PATIENCE_ROUNDS = 2;

export interface Aging extends Pick<Source<unknown>, 'dataUpdatedAt' | 'error'> {
  /** How often the page asks again by itself; undefined where it does not. */
  readonly everyMs?: number | undefined;
}

/** Whether a page shows what may not be so any more. */
export function isStale({ dataUpdatedAt, error, everyMs }: Aging, up: boolean, nowMs: number): boolean {
  if (!up || error !== null) return true;
  return everyMs !== undefined && nowMs - dataUpdatedAt > PATIENCE_ROUNDS * everyMs;
}

/** The world's time at which data came. */
export function useTimeOf(dataUpdatedAt: number): string {
  const ahead = useWorldNow() - useRealNow();
  return clockSeconds(dataUpdatedAt + ahead, viewerZone());
}

/** In the status bar: of when the page's data are. Amber, and in other words, once they are old. */
export function DataAge({ asOf, ...aging }: Aging & { asOf?: string | undefined }) {
  const came = useTimeOf(aging.dataUpdatedAt);
  const stale = isStale(aging, useConnection().up, useRealNow());
  const time = asOf === undefined ? came : clockSeconds(asOf, viewerZone());
  return (
    <StatusBarSlot>
      <span className={classes.age} data-stale={stale || undefined}>
        {stale && <IconClockExclamation size={13} aria-hidden />}
        {stale ? statesText.old(time) : statesText.asOf(time)}
      </span>
    </StatusBarSlot>
  );
}
