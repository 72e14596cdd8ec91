import { useMemo } from 'react';
import { estimateMonth, ratesByBand, TYPICAL_WEEK } from '@patchbay/engine/rating';
import { priceText } from '../../messages/money/prices.ts';
import { money } from '../../ui/format/money.ts';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { hourText } from '../store/price.ts';
import pane from './pane.module.css';
import classes from './inspector.module.css';

/** What the whole design costs in each price band, and if it ran for a month. */
export function PriceTimes() {
  const { book } = useDesigner();
  const { flat } = useAnalysis();
  const rates = useMemo(() => {
    const found = ratesByBand(flat, book, TYPICAL_WEEK.start);
    return found.toSorted((a, b) => Number(a.band === null) - Number(b.band === null));
  }, [flat, book]);
  const month = useMemo(() => estimateMonth(flat, book), [flat, book]);
  if (month.expectedMicros === 0) return null;
  return (
    <section className={pane.section}>
      <h3>{priceText.byTime}</h3>
      {rates.map(({ band, perHourMicros }) => (
        <div key={band ?? ''} className={classes.line}>
          <span>{priceText.band(band)}</span>
          <span className={classes.end}>{hourText(perHourMicros, book.currency)}</span>
        </div>
      ))}
      <div className={classes.line} data-strong>
        <span>{priceText.month}</span>
        <span className={classes.end}>{money(month.expectedMicros, book.currency)}</span>
      </div>
      <div className={classes.line}>
        <span>{priceText.monthMost}</span>
        <span className={classes.end}>{money(month.maximumMicros, book.currency)}</span>
      </div>
      <p className={`${pane.small} ${classes.summary}`}>
        {priceText.monthNote} {book.bands.length > 0 && priceText.zone(book.zone)}
      </p>
    </section>
  );
}
