import { useQuery } from '@tanstack/react-query';
import { useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import type { CapacityEvent } from '../../../api/types.ts';
import { capacityEventText, eventsText } from '../../../messages/operator/events.ts';
import { Count } from '../../../ui/data/tag.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { dayClock, viewerZone } from '../../../ui/format/time.ts';
import { PaneHead } from '../../../ui/layout/pane-head.tsx';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import classes from './events.module.css';

const REFRESH_MS = 10_000;
/** Of those that are over: the last ones, so that a return is seen. */
const MAX_OVER = 3;

/** Of what there is no more now, and what had room again lately. */
export function CapacityEvents() {
  const { data, error } = useQuery({ ...trpc.dataCenter.events.queryOptions(), refetchInterval: REFRESH_MS });
  const open = data?.filter(({ roomAt }) => roomAt === null) ?? [];
  const over = data?.filter(({ roomAt }) => roomAt !== null).slice(0, MAX_OVER) ?? [];
  return (
    <section aria-labelledby="room">
      <PaneHead id="room" title={eventsText.title}>
        {open.length > 0 && <Count>{open.length}</Count>}
      </PaneHead>
      {error && !data && <ErrorNotice error={error} />}
      {data && open.length === 0 && (
        <div className={classes.calm}>
          <StateGlyph state="done" word={eventsText.none} />
          <p>{eventsText.noneText}</p>
        </div>
      )}
      <ul className={classes.list}>
        {[...open, ...over].map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </ul>
    </section>
  );
}

function EventRow({ event }: { event: CapacityEvent }) {
  const catalog = useOffer().offer?.base ?? null;
  const zone = viewerZone();
  const { fullAt, roomAt } = event;
  const text = capacityEventText(event, catalog);
  if (roomAt === null)
    return (
      <li>
        <StateGlyph state="step" word={text} />
        <small>{eventsText.since(dayClock(fullAt, zone))}</small>
      </li>
    );
  return (
    <li>
      <StateGlyph state="done" word={eventsText.again} />
      <small>
        {text}, {eventsText.was(dayClock(fullAt, zone), dayClock(roomAt, zone))}
      </small>
    </li>
  );
}
