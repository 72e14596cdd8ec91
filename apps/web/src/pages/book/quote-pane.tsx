import { useRef } from 'react';
import { seconds, type Interval } from '@patchbay/engine/time';
import type { Words } from '../../messages/reasons.ts';
import type { Quote } from '../../api/types.ts';
import { bookText } from '../../messages/book.ts';
import { Fact, Facts } from '../../ui/data/facts.tsx';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';
import { moneyCode, unitPrice } from '../../ui/format/money.ts';
import { duration, slotText, zoneText } from '../../ui/format/time.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { slotRefusals } from './slot-refusals.ts';
import { QuoteBudget } from './quote-budget.tsx';
import { QuoteCost } from './quote-cost.tsx';
import { Reasons, Refusal } from './refusal.tsx';
import { QUOTE_ID, slotLines } from './slot-pane.tsx';
import pane from './book.module.css';
import { region } from '../../ui/layout/region.ts';
import classes from './quote.module.css';

interface QuotePaneProps {
  quote: Quote | undefined;
  /** The quote on screen belongs to the slot before; the new one is on its way. */
  stale: boolean;
  error: unknown;
  onRetry: () => void;
  slot: Interval | null;
  /** The start or the end cannot be read or asked for; the form says which. */
  wrong: boolean;
  zone: string;
  words: Words;
  priceBookName: string;
  /** Why nothing can be booked now, or null. */
  stopped: string | null;
  simulated: boolean;
  booking: { pending: boolean; error: unknown };
  onBook: (quote: Quote) => void;
  onUse: (slot: Interval) => void;
  /** Gives up the chosen place; null when there is none to give up. */
  onAnywhere: (() => void) | null;
}

/** What the chosen slot would give and cost, and the one button that books it. */
export function QuotePane(props: QuotePaneProps) {
  const { quote, slot, zone } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const take = (next: Interval) => {
    props.onUse(next);
    heading.current?.focus();
  };
  return (
    <section {...region} className={pane.right} aria-labelledby="quote" aria-busy={props.stale}>
      <div className={pane.paneHead}>
        <h2 id="quote" ref={heading} tabIndex={-1}>
          {bookText.quote}
        </h2>
        {slot && <span className={pane.quiet}>{bookText.quoteFor(duration(slot.end - slot.start))}</span>}
      </div>
      {props.wrong && <p className={classes.note}>{bookText.noTimes}</p>}
      {slot && <SlotHead slot={slot} zone={zone} />}
      {props.error !== null && (
        <div className={classes.block}>
          <ErrorNotice error={props.error} onRetry={props.onRetry} instead={slotRefusals(props.error)} />
        </div>
      )}
      {slot && props.error === null && !quote && (
        <div className={classes.block}>
          <StateGlyph state="working" word={bookText.working} />
        </div>
      )}
      {slot && quote && (quote.fits ? <Fitting {...props} quote={quote} /> : null)}
      {slot && quote && !quote.fits && (
        <Refusal
          quote={quote}
          zone={zone}
          words={props.words}
          onUse={take}
          onAnywhere={
            props.onAnywhere &&
            (() => {
              props.onAnywhere?.();
              heading.current?.focus();
            })
          }
        />
      )}
    </section>
  );
}

function SlotHead({ slot, zone }: { slot: Interval; zone: string }) {
  const { date, time } = slotLines(slot, zone);
  const inUtc = zoneText(slot.start, zone) === 'UTC';
  return (
    <div className={classes.slotHead}>
      <span>{date}</span>
      <strong>{time}</strong>
      <span>{zoneText(slot.start, zone)}</span>
      {!inUtc && <span>{bookText.inZone(slotText(slot, 'UTC'), 'UTC')}</span>}
    </div>
  );
}

function Fitting(props: QuotePaneProps & { quote: Quote }) {
  const { quote, stale, booking } = props;
  const length = duration(
    1000 * seconds({ start: Date.parse(quote.slot.start), end: Date.parse(quote.slot.end) }),
  );
  return (
    <div className={classes.block}>
      <div className={classes.lines}>
        <StateGlyph state="done" word={bookText.fits(quote.siteName ?? '')} />
        <StateGlyph state="advice" word={quote.real ? bookText.real : bookText.paper} />
        <StateGlyph state="done" word={bookText.ready(quote.readySeconds)} />
      </div>
      {quote.real && <p className={classes.note}>{bookText.firstImages}</p>}
      {quote.whyNotReal && (
        <section className={classes.why} aria-labelledby="why-not-real">
          <h3 id="why-not-real">{bookText.whyNotReal}</h3>
          <Reasons reasons={quote.whyNotReal.reasons} words={props.words} zone={props.zone} />
        </section>
      )}
      <Facts apart>
        <Fact label={bookText.perHour}>{unitPrice(quote.perHourMicros, quote.currency)}</Fact>
        <Fact label={bookText.reserved}>{length}</Fact>
        <Fact label={bookText.priceBook}>{props.priceBookName}</Fact>
      </Facts>
      <QuoteCost quote={quote} />
      <QuoteBudget outlook={quote.budget} currency={quote.currency} />
      {booking.error !== null && (
        <ErrorNotice
          error={booking.error}
          instead={{ PRICE_CHANGED: bookText.priceChanged, ...slotRefusals(booking.error) }}
        />
      )}
      <ReasonedButton
        id={QUOTE_ID}
        fullWidth
        reason={props.stopped}
        disabled={quote.budget.startsNot}
        loading={booking.pending}
        // While the next quote loads the button keeps its place and its focus, and does nothing.
        aria-disabled={stale}
        onClick={() => !stale && props.onBook(quote)}
      >
        {stale ? bookText.bookWaiting : bookText.book(moneyCode(quote.totalMicros, quote.currency))}
      </ReasonedButton>
      <p className={classes.note}>{props.stopped ?? bookText.early}</p>
      {props.simulated && <p className={classes.note}>{bookText.simulated}</p>}
    </div>
  );
}
