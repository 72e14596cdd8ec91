import type { Recurrence } from '@patchbay/engine/time';
import { useWorldNow } from '../../../api/session.ts';
import type { SeriesQuote } from '../../../api/types.ts';
import { bookText } from '../../../messages/book.ts';
import type { Words } from '../../../messages/reasons.ts';
import { ruleText, seriesText } from '../../../messages/slots/series.ts';
import { Fact, Facts } from '../../../ui/data/facts.tsx';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { moneyCode } from '../../../ui/format/money.ts';
import { duration, slotText, zoneText } from '../../../ui/format/time.ts';
import { region } from '../../../ui/layout/region.ts';
import { StateGlyph } from '../../../ui/status/state-glyph.tsx';
import pane from '../book.module.css';
import { slotRefusals } from '../slot-refusals.ts';
import { QuoteBudget } from '../quote-budget.tsx';
import { QuoteCost } from '../quote-cost.tsx';
import { Reasons } from '../refusal.tsx';
import { QUOTE_ID } from '../slot-pane.tsx';
import quoteClasses from '../quote.module.css';
import type { SeriesState } from './use-series.ts';

interface SeriesPaneProps {
  series: SeriesState;
  rule: Recurrence | null;
  words: Words;
  /** Why nothing can be booked now, or null. */
  stopped: string | null;
  simulated: boolean;
}

/** What a series would give and cost as a whole, and the one button that books it. */
export function SeriesPane({ series, rule, words, stopped, simulated }: SeriesPaneProps) {
  const { quote, problem, dates, allLeft } = series;
  const shown = quote.data;
  const fitting = shown?.dates.filter(({ outcome }) => outcome === 'fits') ?? [];
  const wrong = rule === null ? bookText.noTimes : problem && (ruleText[problem] ?? seriesText.refused);
  return (
    <section {...region} className={pane.right} aria-labelledby="quote" aria-busy={quote.isPlaceholderData}>
      <div className={pane.paneHead}>
        <h2 id="quote" tabIndex={-1}>
          {seriesText.quote}
        </h2>
        {dates.length > 0 && (
          <span className={pane.quiet}>{seriesText.quoteFor(dates.length - series.left.length)}</span>
        )}
      </div>
      {wrong && (
        <p className={quoteClasses.note} role="alert">
          {wrong}
        </p>
      )}
      {!wrong && quote.error && <ErrorNotice error={quote.error} onRetry={() => void quote.refetch()} />}
      {!wrong && !quote.error && !shown && !allLeft && (
        <StateGlyph state="working" word={seriesText.checking} />
      )}
      {!wrong && shown && rule && (
        <>
          <Ends quote={shown} zone={rule.zone} />
          <Fitting quote={shown} words={words} zone={rule.zone} fit={fitting.length} />
          {fitting.length > 0 && (
            <div className={quoteClasses.block}>
              <QuoteCost quote={shown} />
              <QuoteBudget outlook={shown.budget} currency={shown.currency} />
              <Confirm
                quote={shown}
                series={series}
                stopped={stopped}
                simulated={simulated}
                fit={fitting.length}
              />
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** The first and the last slot, in the zone of the series and in UTC. */
function Ends({ quote, zone }: { quote: SeriesQuote; zone: string }) {
  const now = useWorldNow();
  const slots = quote.dates.flatMap(({ slot, outcome }) => (slot && outcome === 'fits' ? [slot] : []));
  const [first] = slots;
  const last = slots.at(-1);
  if (!first || !last) return null;
  const inUtc = zoneText(first.start, zone) === 'UTC';
  return (
    <Facts apart>
      <Fact label={seriesText.first}>{slotText(first, zone, now)}</Fact>
      {last !== first && <Fact label={seriesText.last}>{slotText(last, zone, now)}</Fact>}
      <Fact label={bookText.zone}>{zoneText(first.start, zone)}</Fact>
      {!inUtc && (
        <Fact label={seriesText.firstUtc}>{bookText.inZone(slotText(first, 'UTC', now), 'UTC')}</Fact>
      )}
      <Fact label={seriesText.each}>{duration(Date.parse(first.end) - Date.parse(first.start))}</Fact>
    </Facts>
  );
}

function Fitting(props: { quote: SeriesQuote; words: Words; zone: string; fit: number }) {
  const { quote, words, zone, fit } = props;
  const all = quote.dates.length;
  const between = quote.outside.filter(({ fits }) => fits).length;
  const short = quote.outside.find(({ fits }) => !fits);
  return (
    <div className={quoteClasses.block}>
      <div className={quoteClasses.lines} role="status">
        {fit === all && <StateGlyph state="done" word={seriesText.fitsAll(all, quote.siteName ?? '')} />}
        {fit < all && fit > 0 && (
          <StateGlyph state="step" word={seriesText.fitsSome(fit, all, quote.siteName ?? '')} />
        )}
        {fit === 0 && <StateGlyph state="blocker" word={seriesText.fitsNone} />}
        {fit > 0 && <StateGlyph state="advice" word={quote.real ? bookText.real : bookText.paper} />}
        {quote.outside.length > 0 && (
          <StateGlyph
            state={short ? 'blocker' : 'done'}
            word={seriesText.between(quote.outside.length, between)}
          />
        )}
      </div>
      {fit < all && <p className={quoteClasses.note}>{seriesText.conflicts(all - fit)}</p>}
      {short && (
        <>
          <Reasons reasons={short.rejection?.reasons ?? []} words={words} zone={zone} />
          <p className={quoteClasses.note}>{seriesText.betweenHelp}</p>
        </>
      )}
    </div>
  );
}

interface ConfirmProps extends Pick<SeriesPaneProps, 'series' | 'stopped' | 'simulated'> {
  quote: SeriesQuote;
  fit: number;
}

function Confirm({ quote, series, stopped, simulated, fit }: ConfirmProps) {
  const { book } = series;
  const stale = series.quote.isPlaceholderData;
  const price = moneyCode(quote.totalMicros, quote.currency);
  const all = quote.dates.length;
  const blocked = quote.budget.startsNot || quote.outside.some(({ fits }) => !fits);
  return (
    <>
      {book.data?.outcome === 'conflicts' && (
        <div role="alert">
          <StateGlyph state="blocker" word={seriesText.lost.title} />
          <p className={quoteClasses.note}>{seriesText.lost.text}</p>
        </div>
      )}
      {book.error && (
        <ErrorNotice
          error={book.error}
          instead={{ PRICE_CHANGED: bookText.priceChanged, ...slotRefusals(book.error) }}
        />
      )}
      <ReasonedButton
        id={QUOTE_ID}
        fullWidth
        reason={stopped}
        disabled={blocked}
        loading={book.isPending}
        // While the next quote loads the button keeps its place and its focus, and does nothing.
        aria-disabled={stale}
        onClick={() => !stale && series.bookFitting(quote)}
      >
        {fit === all ? seriesText.book(fit, price) : seriesText.bookSome(fit, all, price)}
      </ReasonedButton>
      <p className={quoteClasses.note}>{stopped ?? seriesText.allOrNothing}</p>
      {simulated && <p className={quoteClasses.note}>{bookText.simulated}</p>}
    </>
  );
}
