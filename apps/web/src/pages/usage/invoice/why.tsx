import { METER_NAMES } from '@patchbay/engine/metering';
import { Link } from 'react-router';
import type { InvoiceLine, UsageRow } from '../../../api/types.ts';
import { meterNames, usageText } from '../../../messages/money/usage.ts';
import { paths } from '../../../paths.ts';
import table from '../../../ui/data/table.module.css';
import { meterQuantity } from '../../../ui/format/meter.ts';
import { decimal, NOTHING, sign, UNIT_PRICE } from '../../../ui/format/money.ts';
import { region } from '../../../ui/layout/region.ts';
import { factorText } from './factors.ts';
import { inOrder, merged } from './lines.ts';
import classes from '../usage.module.css';

interface WhyProps {
  row: UsageRow | undefined;
  /** What the invoice has for it; none for what is not charged yet. */
  lines: readonly InvoiceLine[];
  currency: string;
}

/** How the amount of one component came about: quantity x price x factors, meter by meter. */
export function Why({ row, lines, currency }: WhyProps) {
  if (!row) return <p className={classes.pick}>{usageText.pick}</p>;
  const reasons = lines.length > 0 ? merged(inOrder(lines)) : uncharged(row);
  const total = reasons.reduce((sum, { amountMicros }) => sum + amountMicros, 0);
  return (
    <section {...region} className={classes.why} aria-label={usageText.why(row.componentName)}>
      <div className={classes.whyHead}>
        <h2>{row.componentName}</h2>
        <Link
          to={paths.design(row.designId, { select: row.component })}
          aria-label={usageText.onCanvasOf(row.componentName)}
        >
          {usageText.onCanvas}
        </Link>
      </div>
      <table className={`${table.table} ${table.dense} ${classes.whyTable}`}>
        <thead>
          <tr>
            <th scope="col">{usageText.meter}</th>
            {[usageText.quantity, usageText.price, usageText.charge(sign(currency))].map((word) => (
              <th key={word} scope="col" className={table.num}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reasons.map((reason, n) => (
            <tr key={`${reason.meter} ${reason.band} ${n}`}>
              <th scope="row">{meterNames[reason.meter]}</th>
              <td className={table.num}>{meterQuantity(reason.meter, reason.quantity)}</td>
              <td className={table.num}>
                <Price of={reason} />
              </td>
              <td className={`${table.num} ${table.mono}`}>
                {reason.perUnitMicros === 0 ? usageText.free : decimal(reason.amountMicros, UNIT_PRICE)}
              </td>
            </tr>
          ))}
          <tr className={table.total}>
            <th scope="row" colSpan={3}>
              {usageText.totalRow}
            </th>
            <td className={`${table.num} ${table.mono}`}>{decimal(total, UNIT_PRICE)}</td>
          </tr>
        </tbody>
      </table>
      <p className={classes.whyNote}>{usageText.perUnit}</p>
    </section>
  );
}

/** Its factors stand below, where there are any: a column of their own would not fit. */
function Price({ of }: { of: Reason }) {
  if (of.perUnitMicros === 0) return NOTHING;
  const factor = factorText(of);
  return (
    <>
      <span className={table.mono}>{decimal(of.perUnitMicros, UNIT_PRICE)}</span>
      {factor !== NOTHING && <span className={classes.factor}>{usageText.times(factor)}</span>}
    </>
  );
}

type Reason = Pick<InvoiceLine, 'band' | 'bandMilli' | 'gradeMilli' | 'perUnitMicros'>;

/** What is not on an invoice yet has no band of its own line: the meters, with their price. */
function uncharged({ meters }: UsageRow) {
  return meters
    .toSorted((a, b) => METER_NAMES.indexOf(a.meter) - METER_NAMES.indexOf(b.meter))
    .map((meter) => ({ ...meter, band: null, bandMilli: 1000, gradeMilli: 1000 }));
}
