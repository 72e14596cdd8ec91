import { IconClock, IconKeyboard, IconWorld } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { useConnection } from '../api/connection.ts';
import { useMe, useWorldNow } from '../api/session.ts';
import { showOverlay } from '../commands/overlay.ts';
import { keySheetText } from '../messages/frame/commands.ts';
import { frameText } from '../messages/frame.ts';
import { full, viewerZone, zoneText } from '../ui/format/time.ts';
import { SlotPlace } from './slots.tsx';
import classes from './status-bar.module.css';

export function StatusBar() {
  const me = useMe();
  const { up } = useConnection();
  const now = useWorldNow();
  const zone = viewerZone();
  const priceBook = useQuery({ ...trpc.catalog.priceBook.queryOptions(), staleTime: Infinity });
  return (
    <footer className={classes.status} aria-label={frameText.statusBar}>
      <span role="status">
        <i className={classes.dot} data-down={up ? undefined : true} />
        {up ? frameText.connected : frameText.reconnecting}
      </span>
      {priceBook.data && (
        <span>{frameText.priceBook(priceBook.data.book.name, priceBook.data.book.currency)}</span>
      )}
      <SlotPlace name="status" className={classes.statusSlot} />
      <span className={classes.grow} />
      <button type="button" className={classes.keys} onClick={() => showOverlay('keys')}>
        <IconKeyboard size={14} stroke={1.5} aria-hidden />
        {keySheetText.open}
      </button>
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
