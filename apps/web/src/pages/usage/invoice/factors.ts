import type { InvoiceLine } from '../../../api/types.ts';
import { invoiceText } from '../../../messages/money/invoice.ts';
import { NOTHING } from '../../../ui/format/money.ts';

const AS_IT_IS = 1000;

/** `0.7 off hours × 0.9 site`; a dash where the price is as it is. */
export function factorText({
  band,
  bandMilli,
  gradeMilli,
}: Pick<InvoiceLine, 'band' | 'bandMilli' | 'gradeMilli'>): string {
  const factors = [
    ...(band === null ? [] : [`${bandMilli / AS_IT_IS} ${invoiceText.band(band)}`]),
    ...(gradeMilli === AS_IT_IS ? [] : [`${gradeMilli / AS_IT_IS} ${invoiceText.site}`]),
  ];
  return factors.length === 0 ? NOTHING : factors.join(' × ');
}
