import { toMinor, type Micros, type Minor } from '../money/index.ts';

/** An invoice's sums: charges in micro-units, one rounding line, and the total in minor units (MTR-2). */
export interface InvoiceTotal {
  readonly chargesMicros: Micros;
  readonly roundingMicros: Micros;
  readonly totalMinor: Minor;
}

export function invoiceTotal(charges: Iterable<Micros>): InvoiceTotal {
  let chargesMicros = 0;
  for (const charge of charges) chargesMicros += charge;
  const { minor, roundingMicros } = toMinor(chargesMicros);
  return { chargesMicros, roundingMicros, totalMinor: minor };
}
