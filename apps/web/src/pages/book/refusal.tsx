import { Button } from '@mantine/core';
import type { Reason } from '@patchbay/engine/placement';
import type { Interval } from '@patchbay/engine/time';
import type { Quote } from '../../api/types.ts';
import { bookText } from '../../messages/book.ts';
import { reasonText, type Words } from '../../messages/reasons.ts';
import { dayClock, slotText } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { QUOTE_ID } from './slot-pane.tsx';
import classes from './quote.module.css';

interface RefusalProps {
  quote: Quote;
  zone: string;
  words: Words;
  onUse: (slot: Interval) => void;
  onAnywhere: (() => void) | null;
}

/** Why the slot cannot be booked, and a way on. */
export function Refusal({ quote, zone, words, onUse, onAnywhere }: RefusalProps) {
  const reasons = quote.rejection?.reasons ?? [];
  const { next } = quote;
  return (
    <div className={classes.block}>
      <div role="status" className={classes.refused}>
        <StateGlyph state="blocker" word={bookText.refused(slotText(quote.slot, zone))} />
        <p className={classes.note}>{bookText.nothingBooked}</p>
      </div>
      <Reasons reasons={reasons} words={words} zone={zone} />
      {next ? (
        <div className={classes.next}>
          <div>
            <strong>{bookText.nextFree}</strong>
            <span>{slotText(next, zone)}</span>
            <span className={classes.note}>{bookText.solved}</span>
          </div>
          <Button
            id={QUOTE_ID}
            aria-label={bookText.takeSlot(slotText(next, zone))}
            onClick={() => onUse({ start: Date.parse(next.start), end: Date.parse(next.end) })}
          >
            {bookText.use}
          </Button>
        </div>
      ) : (
        <p className={classes.note}>{noNext(reasons, onAnywhere !== null)}</p>
      )}
      {onAnywhere && (
        <Button variant={next ? 'default' : 'filled'} onClick={onAnywhere}>
          {bookText.lookAnywhere}
        </Button>
      )}
    </div>
  );
}

interface ReasonsProps {
  reasons: readonly Reason[];
  words: Words;
  zone: string;
}

/** Every counted reason, never apart from not now. */
export function Reasons({ reasons, words, zone }: ReasonsProps) {
  return (
    <ul className={classes.reasons}>
      {reasons.map((reason, index) => {
        const { what, why } = reasonText(reason, words);
        return (
          <li key={index}>
            <span>
              <strong>{what}</strong> {why}
            </span>
            <span data-when={reason.when}>
              {reason.when === 'never' ? bookText.never : bookText.notNow}
              {reason.freeFrom !== null && <i>{bookText.freeFrom(dayClock(reason.freeFrom, zone))}</i>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function noNext(reasons: readonly Reason[], bound: boolean): string {
  const [first] = reasons;
  if (!first || reasons.some(({ when }) => when !== 'never')) return bookText.noNext;
  return bound ? bookText.noNextThere(first.siteName) : bookText.noNextEver;
}
