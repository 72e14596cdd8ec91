import type { Invoice } from '../../../api/types.ts';
import { downloadCsv } from '../../../ui/format/download-csv.ts';
import { invoiceCsv } from './invoice-csv.ts';

/** Hands the browser an invoice as a file. */
export const downloadInvoice = (invoice: Invoice): void =>
  downloadCsv(`invoice-${invoice.period}`, invoiceCsv(invoice));
