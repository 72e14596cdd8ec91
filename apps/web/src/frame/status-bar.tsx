import { IconClock, IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { useConnection } from '../api/connection.ts';
import { useMe, useRealNow, useWorldNow } from '../api/session.ts';
import { frameText } from '../messages/frame.ts';
import { duration, full, viewerZone, zoneText } from '../ui/format/time.ts';
import { SlotPlace } from './slots.tsx';
import classes from './frame.module.css';

/** Twice the slowest refresh of a page: older than this is worth a warning. */
const OLD_MS = 60_000;

export function StatusBar() {
  const me = useMe();
  const connection = useConnection();
  const real = useRealNow();
  const now = useWorldNow();
  const zone = viewerZone();
  const priceBook = useQuery({ ...trpc.catalog.priceBook.queryOptions(), staleTime: Infinity });
  const age = connection.lastAnswerAt === null ? null : Math.max(0, real - connection.lastAnswerAt);
  return (
    <footer className={classes.status} aria-label={frameText.statusBar}>
      <span role="status">
        <i className={classes.dot} data-down={connection.up ? undefined : true} />
        {connection.up ? frameText.connected : frameText.reconnecting}
      </span>
      {age !== null && (
        <span className={age > OLD_MS ? classes.old : undefined}>{frameText.dataAge(duration(age))}</span>
      )}
      {priceBook.data && (
        <span>{frameText.priceBook(priceBook.data.book.name, priceBook.data.book.currency)}</span>
      )}
      <SlotPlace name="status" className={classes.statusSlot} />
      <span className={classes.grow} />
      {me.world.demo && (
        <span>
          <IconClock size={13} aria-hidden />
          {frameText.worldTime(full(now, zone))}
        </span>
      )}
      <span>
        <IconWorld size={13} aria-hidden />
        {zoneText(now, zone)}
      </span>
    </footer>
  );
}
