import { allHosted, copies, type Part } from '@patchbay/engine/design';
import { hourlyPrice, partPerHour } from '@patchbay/engine/rating';
import { inspectorText, meterWords } from '../../messages/canvas.ts';
import { PartLink } from '../findings/message-text.tsx';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { hourText, priceOrFree } from '../store/price.ts';
import { designTotals } from '../store/totals.ts';
import classes from './inspector.module.css';

/** What a part costs per hour: meter by meter for one copy, then all copies, then with everything on it. */
export function CostTab({ part }: { part: Part }) {
  const { book, catalog } = useDesigner();
  const { model } = useAnalysis();
  const count = copies(model, part);
  const price = hourlyPrice(part, book);
  const own = partPerHour(model, part, book);
  const hosted = allHosted(model, part);
  const inner = hosted.reduce((sum, child) => sum + partPerHour(model, child, book), 0);
  const total = designTotals(model.document, catalog, book).perHourMicros;
  return (
    <>
      <section className={classes.section}>
        <h3>{inspectorText.perCopy}</h3>
        {price === null || price.perHourMicros === 0 ? (
          <p className={classes.none}>{inspectorText.free}</p>
        ) : (
          <Line
            label={meterWords[price.meter] ?? price.meter}
            value={hourText(price.perHourMicros, book.currency)}
          />
        )}
        {count > 1 && <Line label={inspectorText.times(count)} value={hourText(own, book.currency)} strong />}
      </section>
      {hosted.length > 0 && (
        <section className={classes.section}>
          <h3>{inspectorText.hosted}</h3>
          {hosted.map((child) => (
            <div key={child.component.id} className={classes.line}>
              <PartLink id={child.component.id} icon plain />
              <span className={classes.end}>
                {priceOrFree(partPerHour(model, child, book), book.currency)}
              </span>
            </div>
          ))}
          <Line label={inspectorText.withHosted} value={hourText(own + inner, book.currency)} strong />
        </section>
      )}
      <section className={classes.section}>
        <Line label={inspectorText.designTotal} value={hourText(total, book.currency)} strong />
        <p className={classes.summary}>
          {inspectorText.costNote} {book.name}, {book.currency}
        </p>
      </section>
    </>
  );
}

function Line({ label, value, strong = false }: { label: string; value: string; strong?: boolean }) {
  return (
    <div className={classes.line} data-strong={strong || undefined}>
      <span>{label}</span>
      <span className={classes.end}>{value}</span>
    </div>
  );
}
