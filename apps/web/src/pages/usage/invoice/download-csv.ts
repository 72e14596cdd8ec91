import type { Invoice } from '../../../api/types.ts';
import { invoiceCsv } from './invoice-csv.ts';

/** Hands the browser an invoice as a file. */
export function downloadCsv(invoice: Invoice): void {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(
    new Blob(['\uFEFF', invoiceCsv(invoice)], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = `invoice-${invoice.period}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
