import { METER_NAMES } from '@patchbay/engine/metering';
import type { Invoice, InvoiceLine } from '../../../api/types.ts';
import { sumDigits } from '../../../ui/format/money.ts';
import { groupBy } from '../group-by.ts';

/** What an invoice says of one component in one reservation: a line for each meter and price. */
export interface ComponentLines {
  readonly component: string;
  readonly name: string;
  readonly designId: string;
  readonly lines: readonly InvoiceLine[];
  readonly amountMicros: number;
}

export interface ReservationLines {
  readonly reservationId: string;
  readonly environmentId: string;
  readonly environmentName: string;
  readonly slots: number;
  readonly start: string;
  readonly end: string;
  readonly components: readonly ComponentLines[];
  readonly amountMicros: number;
}

export interface EnvironmentLines {
  readonly environmentId: string;
  readonly name: string;
  readonly reservations: readonly ReservationLines[];
  readonly amountMicros: number;
}

/** Environment -> reservation -> component -> line, the newest first: sums equal the lines below them by construction. */
export function invoiceTree(invoice: Pick<Invoice, 'lines'>): EnvironmentLines[] {
  return groupBy(invoice.lines, (line) => line.environmentId)
    .map((lines) => ({
      environmentId: lines[0].environmentId,
      name: lines[0].environmentName,
      reservations: groupBy(lines, (line) => line.reservationId)
        .map(reservationLines)
        .toSorted((a, b) => Date.parse(b.start) - Date.parse(a.start)),
      amountMicros: sumOf(lines),
    }))
    .toSorted((a, b) => startOf(b) - startOf(a));
}

/** Decimals of every amount of an invoice: with them each sum is that of what stands below it, as it is shown. */
export function invoiceDigits(invoice: Pick<Invoice, 'lines' | 'items' | 'roundingMicros'>): number {
  const reservations = invoiceTree(invoice).flatMap((one) => one.reservations);
  const components = reservations.flatMap((one) => one.components);
  const micros = (of: readonly { amountMicros: number }[]) => of.map(({ amountMicros }) => amountMicros);
  return sumDigits(
    [...micros(reservations), ...micros(invoice.items), invoice.roundingMicros],
    ...reservations.map((one) => micros(one.components)),
    ...components.map((one) => micros(one.lines)),
  );
}

const startOf = ({ reservations }: EnvironmentLines) => Date.parse(reservations[0]?.start ?? '');

function reservationLines(lines: Lines): ReservationLines {
  // A moment of an hour that a meter was read late in comes to nothing; the file for machines has it.
  const worth = lines.filter(({ amountMicros }) => amountMicros !== 0);
  const starts = [...new Set(lines.map(({ slot }) => slot.start))].toSorted();
  const { reservationId, environmentId, environmentName } = lines[0];
  return {
    reservationId,
    environmentId,
    environmentName,
    slots: starts.length,
    start: starts[0] ?? '',
    end:
      lines
        .map(({ slot }) => slot.end)
        .toSorted()
        .at(-1) ?? '',
    components: groupBy(worth, (line) => line.component).map((of) => ({
      component: of[0].component,
      name: of[0].componentName,
      designId: of[0].designId,
      lines: inOrder(of),
      amountMicros: sumOf(of),
    })),
    amountMicros: sumOf(lines),
  };
}

/** What is reserved comes before what is used, the base price before bands. */
export function inOrder(lines: readonly InvoiceLine[]): InvoiceLine[] {
  return lines.toSorted(
    (a, b) =>
      METER_NAMES.indexOf(a.meter) - METER_NAMES.indexOf(b.meter) ||
      (a.band ?? '').localeCompare(b.band ?? '') ||
      Date.parse(a.slot.start) - Date.parse(b.slot.start),
  );
}

/** Lines of one meter at one price in several slots, as one: what differs is when. */
export function merged(lines: readonly InvoiceLine[]): InvoiceLine[] {
  const key = ({ meter, band, gradeMilli, perUnitMicros, late, priceBookVersionId }: InvoiceLine) =>
    [meter, band, gradeMilli, perUnitMicros, late, priceBookVersionId].join(' ');
  return groupBy(lines, key).map((of) => ({
    ...of[0],
    quantity: of.reduce((sum, line) => sum + line.quantity, 0),
    amountMicros: sumOf(of),
  }));
}

type Lines = [InvoiceLine, ...InvoiceLine[]];

const sumOf = (lines: readonly InvoiceLine[]) => lines.reduce((sum, line) => sum + line.amountMicros, 0);
