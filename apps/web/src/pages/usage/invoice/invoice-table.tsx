import { MICROS_PER_MINOR } from '@patchbay/engine/money';
import { Fragment, lazy, Suspense, useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { Invoice, InvoiceLine } from '../../../api/types.ts';
import { invoiceText, itemNames } from '../../../messages/money/invoice.ts';
import { meterNames, usageText } from '../../../messages/money/usage.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { meterQuantity } from '../../../ui/format/meter.ts';
import { cell, decimal, money, NOTHING, sign, UNIT_PRICE } from '../../../ui/format/money.ts';
import { slotText, viewerZone } from '../../../ui/format/time.ts';
import { late as lateLoad } from '../../../ui/late/late.ts';
import { factorText } from './factors.ts';
import { invoiceDigits, invoiceTree, type ReservationLines } from './lines.ts';
import classes from './invoice.module.css';

const LineHours = lazy(() =>
  lateLoad(async () => ({ default: (await import('./line-hours.tsx')).LineHours })),
);

const AMOUNT_COLUMN = 4;

/** Every line with quantity x price x factor = amount, grouped by environment, reservation and component, and one total. */
export function InvoiceTable({ invoice }: { invoice: Invoice }) {
  const [asked, ask] = useState<InvoiceLine | null>(null);
  const tree = useMemo(() => invoiceTree(invoice), [invoice]);
  const digits = useMemo(() => invoiceDigits(invoice), [invoice]);
  const text = (micros: number) => cell(micros, digits);
  return (
    <>
      <table className={`${table.table} ${table.dense} ${classes.lines}`}>
        <thead>
          <tr>
            <th scope="col">{invoiceText.item}</th>
            {[
              invoiceText.quantity,
              invoiceText.price,
              invoiceText.factors,
              invoiceText.amount(sign(invoice.currency)),
            ].map((word) => (
              <th key={word} scope="col" className={table.num}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        {tree.map((environment) => (
          <tbody key={environment.environmentId}>
            <tr className={classes.environment}>
              <th scope="rowgroup" colSpan={AMOUNT_COLUMN}>
                <Link to={paths.environment(environment.environmentId)}>{environment.name}</Link>
              </th>
              <td className={`${table.num} ${table.mono}`}>{text(environment.amountMicros)}</td>
            </tr>
            {environment.reservations.map((one) => (
              <Reservation key={one.reservationId} lines={one} text={text} onAsk={ask} />
            ))}
          </tbody>
        ))}
        <Sums invoice={invoice} text={text} />
      </table>
      <p className={classes.note}>
        {usageText.perUnit} {invoiceText.check}
      </p>
      {asked && (
        <Suspense>
          <LineHours invoiceId={invoice.id} line={asked} onClose={() => ask(null)} />
        </Suspense>
      )}
    </>
  );
}

/** Fee, credits, the one rounding line, and the total. */
function Sums({ invoice, text }: { invoice: Invoice; text: (micros: number) => string }) {
  return (
    <tbody>
      {invoice.items.map((item) => (
        <tr key={item.id}>
          <th scope="row" colSpan={AMOUNT_COLUMN}>
            {itemNames[item.cause]}
            {item.reason !== null && <span className={classes.quiet}> {item.reason}</span>}
          </th>
          <td className={`${table.num} ${table.mono}`}>{text(item.amountMicros)}</td>
        </tr>
      ))}
      <tr>
        <th scope="row" colSpan={AMOUNT_COLUMN}>
          {invoiceText.rounding} <span className={classes.quiet}>{invoiceText.roundingDetail}</span>
        </th>
        <td className={`${table.num} ${table.mono}`}>{text(invoice.roundingMicros)}</td>
      </tr>
      <tr className={table.total}>
        <th scope="row" colSpan={AMOUNT_COLUMN}>
          {invoice.state === 'draft' ? invoiceText.toDate : invoiceText.total}{' '}
          <span className={classes.quiet}>{invoiceText.beforeTax(invoice.currency)}</span>
        </th>
        <td className={table.num}>
          <strong>{money(invoice.totalMinor * MICROS_PER_MINOR, invoice.currency)}</strong>
        </td>
      </tr>
    </tbody>
  );
}

interface ReservationProps {
  lines: ReservationLines;
  text: (micros: number) => string;
  onAsk: (line: InvoiceLine) => void;
}

function Reservation({
  lines: { components, start, end, slots, amountMicros },
  text,
  onAsk,
}: ReservationProps) {
  return (
    <>
      <tr className={classes.reservation}>
        <th scope="rowgroup" colSpan={AMOUNT_COLUMN}>
          {slotText({ start, end }, viewerZone())}
          {slots > 1 && `, ${invoiceText.slots(slots)}`}
        </th>
        <td className={`${table.num} ${table.mono}`}>{text(amountMicros)}</td>
      </tr>
      {components.map((one) => (
        <Fragment key={one.component}>
          <tr className={classes.component}>
            <th scope="rowgroup" colSpan={AMOUNT_COLUMN}>
              <Link to={paths.design(one.designId, { select: one.component })}>{one.name}</Link>
            </th>
            <td className={`${table.num} ${table.mono}`}>{text(one.amountMicros)}</td>
          </tr>
          {one.lines.map((line) => (
            <tr key={`${line.slotId} ${line.meter} ${line.band} ${line.gradeMilli} ${line.late}`}>
              <th scope="row" className={classes.meter}>
                <button
                  type="button"
                  aria-label={invoiceText.hoursOf(meterNames[line.meter], line.componentName)}
                  onClick={() => onAsk(line)}
                >
                  {meterNames[line.meter]}
                </button>
                {line.late !== null && (
                  <span className={classes.quiet}> {invoiceText.late(line.late, line.corrects)}</span>
                )}
              </th>
              <td className={table.num}>{meterQuantity(line.meter, line.quantity)}</td>
              <td className={`${table.num} ${table.mono}`}>
                {line.perUnitMicros === 0 ? NOTHING : decimal(line.perUnitMicros, UNIT_PRICE)}
              </td>
              <td className={table.num}>{factorText(line)}</td>
              <td className={`${table.num} ${table.mono}`}>{text(line.amountMicros)}</td>
            </tr>
          ))}
        </Fragment>
      ))}
    </>
  );
}
