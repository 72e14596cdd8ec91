import type { Invoice } from '../../../api/types.ts';
import { invoiceText } from '../../../messages/money/invoice.ts';
import { dayMonth, isoDate } from '../../../ui/format/time.ts';
import { dayRange } from './day-range.ts';
import classes from './invoice.module.css';

const STATES = ['draft', 'review', 'final'] as const;

/** Draft, review, final: where an invoice is, and when it is next where. Days are of UTC, like its month. */
export function InvoiceStates({ invoice }: { invoice: Invoice }) {
  const at = STATES.indexOf(invoice.state);
  const [review, final] = [Date.parse(invoice.reviewFrom), Date.parse(invoice.finalFrom)];
  const words = {
    draft: invoiceText.draft,
    review: invoiceText.review(dayRange(review, final)),
    final: invoiceText.final(dayMonth(isoDate(final, 'UTC'))),
  };
  return (
    <ol className={classes.states} aria-label={invoiceText.stateLabel}>
      {STATES.map((state, n) => (
        <li key={state} data-reached={n <= at || undefined} aria-current={n === at ? 'step' : undefined}>
          {words[state]}
        </li>
      ))}
    </ol>
  );
}
