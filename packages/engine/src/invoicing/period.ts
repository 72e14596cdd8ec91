import { DAY, utcMonth, type Instant } from '../time/index.ts';

/**
 * An invoice is a draft while its month lasts, can then be looked through for some days, in which late usage still comes onto
 * it, and is final from then on: it never changes again.
 */
export type InvoiceState = 'draft' | 'review' | 'final';

export const REVIEW_MS = 3 * DAY;

/** When an invoice enters each state, by its period, `YYYY-MM`. */
export interface InvoiceDates {
  readonly draftFrom: Instant;
  readonly reviewFrom: Instant;
  readonly finalFrom: Instant;
}

export function invoiceDates(period: string): InvoiceDates {
  const month = utcMonth(Date.parse(`${period}-01T00:00:00Z`));
  return { draftFrom: month.start, reviewFrom: month.end, finalFrom: month.end + REVIEW_MS };
}

export function invoiceState(period: string, now: Instant): InvoiceState {
  const { reviewFrom, finalFrom } = invoiceDates(period);
  return now < reviewFrom ? 'draft' : now < finalFrom ? 'review' : 'final';
}

/** When an invoice in a state enters the next one; null once it is final. */
export function nextChange(period: string, state: InvoiceState): Instant | null {
  const { reviewFrom, finalFrom } = invoiceDates(period);
  return state === 'final' ? null : state === 'draft' ? reviewFrom : finalFrom;
}

/**
 * The invoice that usage of a month comes onto: that of its month while it is open, else the oldest that still is.
 * What is charged on a later one names what it corrects; the closed one stays as it is (MTR-2).
 */
export function periodFor(usedIn: string, now: Instant): string {
  for (let period = usedIn; ; period = following(period)) {
    if (invoiceState(period, now) !== 'final') return period;
  }
}

/** The month after one. */
export function following(period: string): string {
  return utcMonth(invoiceDates(period).reviewFrom).name;
}
