import { allHosted, copies, type Part } from '@patchbay/engine/design';
import { hourlyPrice, partPerHour } from '@patchbay/engine/rating';
import { inspectorText, meterWords } from '../../messages/canvas.ts';
import { PartLink } from '../findings/message-text.tsx';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { hourText, hourTexts } from '../store/price.ts';
import { designTotals } from '../store/totals.ts';
import { unitPrice } from '../../ui/format/money.ts';
import pane from './pane.module.css';
import classes from './inspector.module.css';

/** What a part costs per hour: meter by meter for one copy, then all copies, then with everything on it. */
export function CostTab({ part }: { part: Part }) {
  const { book, catalog } = useDesigner();
  const { model } = useAnalysis();
  const count = copies(model, part);
  const price = hourlyPrice(part, book);
  const own = partPerHour(model, part, book);
  const hosted = allHosted(model, part);
  const together = hourTexts([own, ...hosted.map((child) => partPerHour(model, child, book))], book.currency);
  const [ownText = '', ...hostedTexts] = together.rows;
  const total = designTotals(model.document, catalog, book).perHourMicros;
  return (
    <>
      <section className={pane.section}>
        <h3>{inspectorText.perCopy}</h3>
        {price === null || price.perHourMicros === 0 ? (
          <p className={classes.none}>{inspectorText.free}</p>
        ) : (
          <Line
            label={meterWords[price.meter] ?? price.meter}
            value={unitPrice(price.perHourMicros, book.currency)}
          />
        )}
        {count > 1 && <Line label={inspectorText.times(count)} value={ownText} strong />}
      </section>
      {hosted.length > 0 && (
        <section className={pane.section}>
          <h3>{inspectorText.withHosted}</h3>
          <Line label={part.component.name} value={ownText} />
          {hosted.map((child, n) => (
            <div key={child.component.id} className={classes.line}>
              <PartLink id={child.component.id} icon plain />
              <span className={classes.end}>{hostedTexts[n]}</span>
            </div>
          ))}
          <Line label={inspectorText.sum} value={together.total} strong />
        </section>
      )}
      <section className={pane.section}>
        <Line label={inspectorText.designTotal} value={hourText(total, book.currency)} strong />
        <p className={`${pane.small} ${classes.summary}`}>
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
